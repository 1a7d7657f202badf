/**
 * Keeps {@code WebSocketManager}: a row for each connection, put by {@code $connect} and deleted by
 * {@code $disconnect}.
 */
@NullMarked
package dev.tablecast.functions.connection;

import org.jspecify.annotations.NullMarked;
