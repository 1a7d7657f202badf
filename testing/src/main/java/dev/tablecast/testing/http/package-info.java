/** HTTP servers on the loopback interface. */
@NullMarked
package dev.tablecast.testing.http;

import org.jspecify.annotations.NullMarked;
