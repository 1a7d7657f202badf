/** A change of the table: the values it has, its stored form, and its JSON in messages. */
@NullMarked
package dev.tablecast.functions.change;

import org.jspecify.annotations.NullMarked;
