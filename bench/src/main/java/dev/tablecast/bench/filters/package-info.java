/** The post function with clients that filter: what it costs not to be shown a change. */
@NullMarked
package dev.tablecast.bench.filters;

import org.jspecify.annotations.NullMarked;
