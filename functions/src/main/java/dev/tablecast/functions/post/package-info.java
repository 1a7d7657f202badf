/** Posts messages to a chunk of connections, and returns the outcome of each. */
@NullMarked
package dev.tablecast.functions.post;

import org.jspecify.annotations.NullMarked;
