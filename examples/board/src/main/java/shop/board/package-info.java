/**
 * The server of the order board, which serves the page and performs its writes.
 *
 * <p>It authorizes writes. The stack's {@code rowAccess} authorizes reads.
 */
@NullMarked
package shop.board;

import org.jspecify.annotations.NullMarked;
