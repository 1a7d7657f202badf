/** Benchmarks: each prints a table, and as its last line the figures for a machine to read. */
@NullMarked
package dev.tablecast.bench;

import org.jspecify.annotations.NullMarked;
