/**
 * Views of a feed: what one subscription may see of a change, and wants to.
 *
 * <p>A view behaves as a table of its own, of the items that row access allows and the filter
 * matches. With V(x) = access(x) AND filter(x):
 *
 * <table>
 * <caption>What the client gets</caption>
 * <tr><th>V(old)</th><th>V(new)</th><th>the client gets</th></tr>
 * <tr><td>no</td><td>yes</td><td>{@code INSERT} with the new image; {@code enter} if the item
 * existed and access(old) holds</td></tr>
 * <tr><td>yes</td><td>yes</td><td>{@code MODIFY} with both images</td></tr>
 * <tr><td>yes</td><td>no</td><td>{@code REMOVE} with the old image; {@code leave} if the item still
 * exists and access(new) holds</td></tr>
 * <tr><td>no</td><td>no</td><td>nothing</td></tr>
 * </table>
 *
 * <p>Both conditions see the whole item; images are limited to visible attributes afterwards.
 */
@NullMarked
package dev.tablecast.functions.view;

import org.jspecify.annotations.NullMarked;
