/** The {@code @connections} API of nobody: it takes every post and answers after a while. */
@NullMarked
package dev.tablecast.bench.stub;

import org.jspecify.annotations.NullMarked;
