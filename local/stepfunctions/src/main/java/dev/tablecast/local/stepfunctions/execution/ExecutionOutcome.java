package dev.tablecast.local.stepfunctions.execution;

import dev.tablecast.local.stepfunctions.failure.Failure;

/** The outcome of an execution. */
public sealed interface ExecutionOutcome {
    record Succeeded(Payload output) implements ExecutionOutcome {}

    record Failed(Failure failure) implements ExecutionOutcome {}

    /** The execution reached its maximum duration. */
    record TimedOut() implements ExecutionOutcome {}

    /**
     * The execution was stopped.
     *
     * @param reason the error and cause that were given for it
     */
    record Aborted(Failure reason) implements ExecutionOutcome {}
}
