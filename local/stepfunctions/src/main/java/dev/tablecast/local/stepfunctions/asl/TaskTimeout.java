package dev.tablecast.local.stepfunctions.asl;

import org.jspecify.annotations.Nullable;

/**
 * The time limits of a Task state, in seconds.
 *
 * @param seconds the maximum duration of one attempt; null for none
 * @param heartbeatSeconds the maximum time between two heartbeats of a task with a token; null for
 *     none
 * @see <a href="https://states-language.net/spec.html#task-state">ASL, Task State</a>
 */
public record TaskTimeout(@Nullable Amount seconds, @Nullable Amount heartbeatSeconds) {}
