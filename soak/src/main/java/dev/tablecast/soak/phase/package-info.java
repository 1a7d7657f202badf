/** The phases of a soak: their clock, their end, and the threads that work in them. */
@NullMarked
package dev.tablecast.soak.phase;

import org.jspecify.annotations.NullMarked;
