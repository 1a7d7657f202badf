/** One broadcast after the other, through the real workflow and functions, written down. */
@NullMarked
package dev.tablecast.bench.broadcast;

import org.jspecify.annotations.NullMarked;
