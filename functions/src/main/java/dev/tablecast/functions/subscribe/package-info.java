/**
 * The routes {@code subscribe} and {@code unsubscribe}: what a connection is subscribed to, and the
 * replay of what a subscription missed.
 */
@NullMarked
package dev.tablecast.functions.subscribe;

import org.jspecify.annotations.NullMarked;
