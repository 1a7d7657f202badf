/** The load: clients, writers, and the changes that the table committed. */
@NullMarked
package dev.tablecast.soak.load;

import org.jspecify.annotations.NullMarked;
