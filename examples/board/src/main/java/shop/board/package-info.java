/**
 * The server of the order board: it serves the page and takes its writes.
 *
 * <p>It enforces who may write what. What a page may read is the stack's {@code rowAccess}.
 */
@NullMarked
package shop.board;

import org.jspecify.annotations.NullMarked;
