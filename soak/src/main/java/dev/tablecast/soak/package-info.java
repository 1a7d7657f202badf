/**
 * A soak: many clients that come, go, are cut and stall, many writers, and faults at random; and a
 * checker that knows nothing of the system but what the table committed and what each client
 * received.
 */
@NullMarked
package dev.tablecast.soak;

import org.jspecify.annotations.NullMarked;
