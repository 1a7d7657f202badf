/** Posts messages to a chunk of connections and tells what happened to each. */
@NullMarked
package dev.tablecast.functions.post;

import org.jspecify.annotations.NullMarked;
