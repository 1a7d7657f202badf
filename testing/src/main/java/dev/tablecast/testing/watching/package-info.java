/** WebSocket clients of a feed. */
@NullMarked
package dev.tablecast.testing.watching;

import org.jspecify.annotations.NullMarked;
