/** The result of a soak, as text and as one line for scripts. */
@NullMarked
package dev.tablecast.soak.report;

import org.jspecify.annotations.NullMarked;
