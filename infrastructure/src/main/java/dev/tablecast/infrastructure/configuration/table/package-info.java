/** The tables that a stack makes or finds. */
@NullMarked
package dev.tablecast.infrastructure.configuration.table;

import org.jspecify.annotations.NullMarked;
