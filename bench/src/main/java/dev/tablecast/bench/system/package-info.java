/** The whole system on this machine, from a change to the clients that have it. */
@NullMarked
package dev.tablecast.bench.system;

import org.jspecify.annotations.NullMarked;
