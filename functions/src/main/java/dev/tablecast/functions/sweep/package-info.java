/** The work of every few minutes, whether anything has changed or not. */
@NullMarked
package dev.tablecast.functions.sweep;

import org.jspecify.annotations.NullMarked;
