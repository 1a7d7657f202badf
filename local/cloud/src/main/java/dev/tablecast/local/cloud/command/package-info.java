/** The command that {@code ./mvnw -Prun} runs: its settings, its messages, and an example. */
@NullMarked
package dev.tablecast.local.cloud.command;

import org.jspecify.annotations.NullMarked;
