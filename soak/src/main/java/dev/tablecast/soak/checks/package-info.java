/** The checker: it compares a history with the promise, and knows nothing of the system. */
@NullMarked
package dev.tablecast.soak.checks;

import org.jspecify.annotations.NullMarked;
