package dev.tablecast.local.stepfunctions.execution.interpreter;

import java.time.Instant;

/**
 * How often an execution has been redriven, and when for the last time.
 *
 * @param previous the execution as it ended before
 */
public record Redriven(RunningExecution previous, int count, Instant time) {}
