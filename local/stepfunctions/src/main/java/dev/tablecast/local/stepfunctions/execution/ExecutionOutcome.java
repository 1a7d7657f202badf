package dev.tablecast.local.stepfunctions.execution;

import dev.tablecast.local.stepfunctions.failure.Failure;

/** How an execution ended. */
public sealed interface ExecutionOutcome {
    record Succeeded(Payload output) implements ExecutionOutcome {}

    record Failed(Failure failure) implements ExecutionOutcome {}

    record TimedOut() implements ExecutionOutcome {}

    /**
     * @param reason what whoever stopped it gave as error and cause
     */
    record Aborted(Failure reason) implements ExecutionOutcome {}
}
