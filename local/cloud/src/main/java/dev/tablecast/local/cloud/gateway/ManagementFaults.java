package dev.tablecast.local.cloud.gateway;

import java.time.Duration;

/**
 * Is asked before each call of the management API whether, and how, it goes wrong; for tests.
 *
 * <p>It is called by many threads at a time and must not wait.
 */
@FunctionalInterface
public interface ManagementFaults {
    ManagementFaults NONE = call -> new None();

    Fault before(Call call);

    /**
     * @param method the HTTP method: POST sends, GET describes, DELETE closes
     */
    record Call(String method, String connectionId) {}

    sealed interface Fault {}

    record None() implements Fault {}

    /** The call is carried out, later. */
    record Delay(Duration duration) implements Fault {}

    /** The call is answered and not carried out. 410, 413, 429 and 403 carry AWS's error type. */
    record Answer(int status) implements Fault {}

    /** The call is carried out and answered as if it weren't: the answer of a lost success. */
    record AnswerAfterwards(int status) implements Fault {}

    /** The call is not carried out, and its TCP connection is reset without an answer. */
    record Reset() implements Fault {}

    /**
     * The call is carried out, and its TCP connection is reset within the head of the answer: an
     * SDK can't know whether it was.
     */
    record ResetAfterwards() implements Fault {}
}
