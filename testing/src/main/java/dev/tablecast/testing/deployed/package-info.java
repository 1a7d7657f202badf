/** Functions as on Lambda: the uploaded jar in a process of its own. */
@NullMarked
package dev.tablecast.testing.deployed;

import org.jspecify.annotations.NullMarked;
