/** Views as the soak's clients ask for them, and what each must and may show of a change. */
@NullMarked
package dev.tablecast.soak.view;

import org.jspecify.annotations.NullMarked;
