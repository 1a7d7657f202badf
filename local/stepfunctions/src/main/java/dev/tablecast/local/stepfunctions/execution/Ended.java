package dev.tablecast.local.stepfunctions.execution;

import java.time.Instant;

/** How and when an execution ended. */
public record Ended(Outcome outcome, Instant time) {}
