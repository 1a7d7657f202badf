package dev.tablecast.local.stepfunctions.api;

/**
 * Is asked before each {@code StartSyncExecution} whether, and how, it goes wrong; for tests.
 *
 * <p>Only what would have been started is asked about, not what is refused for a mistake in it. It
 * is called by many threads at a time and must not wait.
 */
@FunctionalInterface
public interface ExecutionFaults {
    ExecutionFaults NONE = call -> new None();

    Fault before(Call call);

    /**
     * @param stateMachineName its name, not its ARN
     * @param input JSON text
     */
    record Call(String stateMachineName, String input) {}

    sealed interface Fault {}

    record None() implements Fault {}

    /**
     * The call is answered with an error, and nothing runs.
     *
     * @param errorType such as {@code ThrottlingException}
     * @param status such as 400
     */
    record Refused(String errorType, int status) implements Fault {}

    /**
     * The state machine doesn't run; an execution fails in its place and is answered as such: 200,
     * with status {@code FAILED}.
     *
     * @param error such as {@code States.Runtime}
     */
    record Fails(String error, String cause) implements Fault {}

    /** The execution runs to its end and is answered {@code InternalServerError}. */
    record ErrorAfterwards(int status) implements Fault {}

    /**
     * The execution runs to its end, and the TCP connection is reset within the head of the answer.
     */
    record ResetAfterwards() implements Fault {}
}
