/** Metrics in the log of a function. */
@NullMarked
package dev.tablecast.functions.metrics;

import org.jspecify.annotations.NullMarked;
