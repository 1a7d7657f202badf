/** Counts of events, and the peak of the heap. */
@NullMarked
package dev.tablecast.soak.measure;

import org.jspecify.annotations.NullMarked;
