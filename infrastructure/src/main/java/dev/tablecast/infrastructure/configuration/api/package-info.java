/** Settings of the WebSocket API. */
@NullMarked
package dev.tablecast.infrastructure.configuration.api;

import org.jspecify.annotations.NullMarked;
