/** The tables: the source, the log, the connections and their counts. */
@NullMarked
package dev.tablecast.infrastructure.table;

import org.jspecify.annotations.NullMarked;
