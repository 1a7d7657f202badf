/**
 * The page of the local cloud, and the small HTTP and WebSocket API behind it.
 *
 * <p>The page is at {@code /}, its assets are at {@code /console/}, the API is under {@code /api/}.
 * The API is documented in {@code docs/console-api.md}: an {@code Endpoint} serves each of its
 * names, and what can be watched at {@code /api/events} is what these endpoints answer.
 *
 * <p>Only this machine reaches the server, but so does every page that is open in its browser: the
 * server's guard keeps those out.
 */
@NullMarked
package dev.tablecast.local.cloud.console;

import org.jspecify.annotations.NullMarked;
