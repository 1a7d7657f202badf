/** Plain texts about changes, from a template that is filled with an item's attributes. */
@NullMarked
package dev.tablecast.functions.text;

import org.jspecify.annotations.NullMarked;
