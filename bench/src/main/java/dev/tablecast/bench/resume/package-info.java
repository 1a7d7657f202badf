/** Clients that come back at once, each from its position. */
@NullMarked
package dev.tablecast.bench.resume;

import org.jspecify.annotations.NullMarked;
