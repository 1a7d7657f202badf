/**
 * The messages of the sub-protocol {@code tablecast}: the text frames that a client receives, and
 * the positions in them.
 */
@NullMarked
package dev.tablecast.functions.message;

import org.jspecify.annotations.NullMarked;
