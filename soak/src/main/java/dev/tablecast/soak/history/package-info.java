/** The record of a soak: the committed changes, and the changes that each client received. */
@NullMarked
package dev.tablecast.soak.history;

import org.jspecify.annotations.NullMarked;
