package dev.tablecast.local.stepfunctions.execution;

import java.time.Instant;

/**
 * The end of an execution.
 *
 * @param lastEvent the id of its last event
 */
public record Ended(ExecutionOutcome outcome, Instant time, long lastEvent) {}
