package dev.tablecast.local.stepfunctions.execution.interpreter;

import java.time.Instant;

/**
 * A redrive of an execution.
 *
 * @param previous the execution before the redrive, which has ended
 * @param count the number of redrives, including this one
 * @param time the time of this one
 */
public record Redriven(RunningExecution previous, int count, Instant time) {}
