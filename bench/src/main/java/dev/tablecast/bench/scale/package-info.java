/** What more connections come to, on paper: the limits, and how long one broadcast takes. */
@NullMarked
package dev.tablecast.bench.scale;

import org.jspecify.annotations.NullMarked;
