/**
 * Snapshots: the items of the source table that a view has.
 *
 * <p>A snapshot is read with consistent reads of the table itself, never of an index. The view's
 * conditions on the key become the key condition of a query; the whole condition is evaluated by
 * {@link dev.tablecast.functions.view.View}, the same as for changes, because DynamoDB refuses key
 * attributes in a filter expression.
 */
@NullMarked
package dev.tablecast.functions.snapshot;

import org.jspecify.annotations.NullMarked;
