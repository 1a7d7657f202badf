/** What a change costs, by what a recorded broadcast did. */
@NullMarked
package dev.tablecast.bench.cost;

import org.jspecify.annotations.NullMarked;
