package dev.tablecast.local.stepfunctions.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an execution at one moment.
 *
 * @param machine the state machine as it was when the execution started
 * @param input JSON text
 * @param ended null while it runs
 * @param output JSON text; null unless it succeeded
 * @param mapRunArn the run of a distributed Map that it is an iteration of; null for any other
 * @param redriven when it was redriven for the last time; null where it never was
 * @param error null also where it timed out, which its status says
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
