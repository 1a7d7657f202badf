/**
 * The soak: many clients that connect, disconnect and stall, many writers, random faults, and a
 * checker that compares the table's committed changes with the changes that each client received.
 */
@NullMarked
package dev.tablecast.soak;

import org.jspecify.annotations.NullMarked;
