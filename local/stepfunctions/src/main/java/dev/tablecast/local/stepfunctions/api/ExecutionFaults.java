package dev.tablecast.local.stepfunctions.api;

/**
 * Injects faults into {@code StartSyncExecution}, for tests.
 *
 * <p>It is called for each call that is valid, by many threads at a time, and must not block.
 */
@FunctionalInterface
public interface ExecutionFaults {
    /** Injects no faults. */
    ExecutionFaults NONE = call -> new None();

    /** Returns the fault for a call. */
    Fault before(Call call);

    /**
     * A call of {@code StartSyncExecution}.
     *
     * @param stateMachineName the name of the state machine, not its ARN
     * @param input JSON text
     */
    record Call(String stateMachineName, String input) {}

    /** A fault of one call. */
    sealed interface Fault {}

    /** Runs the execution without a fault. */
    record None() implements Fault {}

    /**
     * Returns an error, without an execution.
     *
     * @param errorType such as {@code ThrottlingException}
     * @param status the HTTP status, such as 400
     */
    record Refused(String errorType, int status) implements Fault {}

    /**
     * Fails an execution in place of the state machine's, and returns it: HTTP status 200,
     * execution status {@code FAILED}.
     *
     * @param error such as {@code States.Runtime}
     */
    record Fails(String error, String cause) implements Fault {}

    /**
     * Runs the execution to its end and then returns the error {@code InternalServerError}.
     *
     * @param status the HTTP status, such as 500
     */
    record ErrorAfterwards(int status) implements Fault {}

    /**
     * Runs the execution to its end and then resets the TCP connection within the head of the
     * response.
     */
    record ResetAfterwards() implements Fault {}
}
