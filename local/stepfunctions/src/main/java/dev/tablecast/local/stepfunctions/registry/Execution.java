package dev.tablecast.local.stepfunctions.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of an execution.
 *
 * @param machine the state machine as it was when the execution started
 * @param ended null while it runs
 * @param input JSON text
 * @param output JSON text; null unless it succeeded
 * @param error null while it runs, if it succeeded or timed out, and if none was given
 * @param cause null while it runs, if it succeeded or timed out, and if none was given
 * @param mapRunArn the Map Run that the execution is an iteration of; null for any other execution
 * @param redriveCount the number of redrives
 * @param redriven the time of the last redrive; null for none
 */
public record Execution(
        String arn,
        String name,
        StateMachine machine,
        ExecutionStatus status,
        Instant started,
        @Nullable Instant ended,
        String input,
        @Nullable String output,
        @Nullable String error,
        @Nullable String cause,
        @Nullable String mapRunArn,
        int redriveCount,
        @Nullable Instant redriven) {}
