/** How fast messages are posted to many connections, side by side with slower and faster ways. */
@NullMarked
package dev.tablecast.bench.fanout;

import org.jspecify.annotations.NullMarked;
