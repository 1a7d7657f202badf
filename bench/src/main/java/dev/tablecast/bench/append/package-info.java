/** Appends to a feed's log, without broadcasts. */
@NullMarked
package dev.tablecast.bench.append;

import org.jspecify.annotations.NullMarked;
