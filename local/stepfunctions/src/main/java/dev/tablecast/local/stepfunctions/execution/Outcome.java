package dev.tablecast.local.stepfunctions.execution;

import dev.tablecast.local.stepfunctions.failure.Failure;

/** How an execution ended. */
public sealed interface Outcome {
    record Succeeded(Payload output) implements Outcome {}

    record Failed(Failure failure) implements Outcome {}

    record TimedOut() implements Outcome {}

    /**
     * @param reason what whoever stopped it gave as error and cause
     */
    record Aborted(Failure reason) implements Outcome {}
}
