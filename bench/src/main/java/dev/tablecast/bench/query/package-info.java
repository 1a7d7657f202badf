/** A client that asks for the items of its subscription, and waits until it is live. */
@NullMarked
package dev.tablecast.bench.query;

import org.jspecify.annotations.NullMarked;
