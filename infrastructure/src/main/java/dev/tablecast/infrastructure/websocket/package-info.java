/** The WebSocket API that browsers connect to, with its functions. */
@NullMarked
package dev.tablecast.infrastructure.websocket;

import org.jspecify.annotations.NullMarked;
