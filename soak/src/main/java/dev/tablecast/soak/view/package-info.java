/** The views of the soak's clients, and the correct look of a change in each. */
@NullMarked
package dev.tablecast.soak.view;

import org.jspecify.annotations.NullMarked;
