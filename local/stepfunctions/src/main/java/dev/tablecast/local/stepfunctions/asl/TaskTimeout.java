package dev.tablecast.local.stepfunctions.asl;

import org.jspecify.annotations.Nullable;

/**
 * @param seconds the longest that one attempt may take; null where the state sets none
 * @param heartbeatSeconds how often a task must report; shows in the history only, since AWS
 *     applies it to activities and task tokens, which aren't supported here
 */
public record TaskTimeout(@Nullable Amount seconds, @Nullable Amount heartbeatSeconds) {}
