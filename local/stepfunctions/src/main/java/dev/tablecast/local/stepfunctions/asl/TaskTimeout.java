package dev.tablecast.local.stepfunctions.asl;

import org.jspecify.annotations.Nullable;

/**
 * @param seconds the longest that one attempt may take; null where the state sets none
 * @param heartbeatSeconds how often a task that has a token must report; null where the state sets
 *     none
 */
public record TaskTimeout(@Nullable Amount seconds, @Nullable Amount heartbeatSeconds) {}
