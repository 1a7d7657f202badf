/** Reads a function's settings from its environment and reports all their mistakes at once. */
@NullMarked
package dev.tablecast.functions.settings;

import org.jspecify.annotations.NullMarked;
