/**
 * The console of the local cloud: a page, and the HTTP and WebSocket API that it uses.
 *
 * <p>The page is served at {@code /}, its assets under {@code /console/}, the API under {@code
 * /api/}. {@code docs/console-api.md} documents the API: each {@code Endpoint} serves one of its
 * names, and {@code /api/events} sends the same answers whenever they change.
 *
 * <p>The package doesn't depend on the local cloud. {@link
 * dev.tablecast.local.console.ConsoleParts} lists everything that the console shows or controls,
 * and whoever starts a console provides it.
 *
 * <p>Only programs on this machine reach the server, but these include every page that is open in
 * its browser. A guard in front of the server must refuse those pages.
 */
@NullMarked
package dev.tablecast.local.console;

import org.jspecify.annotations.NullMarked;
