/** Runs the tests of the browser client, which are written in JavaScript. */
@NullMarked
package dev.tablecast.client;

import org.jspecify.annotations.NullMarked;
