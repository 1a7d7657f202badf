/** How long the functions take to start: the deployable jar, as Lambda runs it, on one core. */
@NullMarked
package dev.tablecast.bench.coldstart;

import org.jspecify.annotations.NullMarked;
