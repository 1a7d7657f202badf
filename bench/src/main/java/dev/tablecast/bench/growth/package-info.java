/** What one broadcast takes as connections become more. */
@NullMarked
package dev.tablecast.bench.growth;

import org.jspecify.annotations.NullMarked;
