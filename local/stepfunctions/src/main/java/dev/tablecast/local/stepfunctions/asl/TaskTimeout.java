package dev.tablecast.local.stepfunctions.asl;

import org.jspecify.annotations.Nullable;

/**
 * @param seconds the longest that one attempt may take; null where the state sets none
 * @param heartbeatSeconds kept for the record: no integration here sends heartbeats
 */
public record TaskTimeout(@Nullable Amount seconds, @Nullable Amount heartbeatSeconds) {}
