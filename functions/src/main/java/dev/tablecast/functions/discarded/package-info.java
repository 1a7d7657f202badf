/** Closes every connection that lacks what a discarded batch of stream records told. */
@NullMarked
package dev.tablecast.functions.discarded;

import org.jspecify.annotations.NullMarked;
