/** The event source mapping of the source table, the batches that it gave up, and the sweeps. */
@NullMarked
package dev.tablecast.infrastructure.stream;

import org.jspecify.annotations.NullMarked;
