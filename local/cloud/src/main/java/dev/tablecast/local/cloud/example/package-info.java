/** The examples that {@code ./mvnw -Prun -Dexample=NAME} starts with the console. */
@NullMarked
package dev.tablecast.local.cloud.example;

import org.jspecify.annotations.NullMarked;
