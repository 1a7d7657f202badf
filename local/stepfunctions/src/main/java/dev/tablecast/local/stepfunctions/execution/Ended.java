package dev.tablecast.local.stepfunctions.execution;

import java.time.Instant;

/**
 * How and when an execution ended.
 *
 * @param lastEvent the id of its last event
 */
public record Ended(ExecutionOutcome outcome, Instant time, long lastEvent) {}
