/** Bounds on the number of connections, and the counters that they are held against. */
@NullMarked
package dev.tablecast.functions.limits;

import org.jspecify.annotations.NullMarked;
