/** Starts the feed over when stream records were lost. */
@NullMarked
package dev.tablecast.functions.discarded;

import org.jspecify.annotations.NullMarked;
