package dev.tablecast.local.cloud.gateway.management;

import java.time.Duration;

/**
 * Faults to inject into calls of the management API; for tests. Many threads call it at a time, and
 * it must not block.
 */
@FunctionalInterface
public interface ManagementFaults {
    ManagementFaults NONE = call -> new None();

    /** Chooses the fault of a call, before the call. */
    Fault before(Call call);

    /**
     * @param method the HTTP method: POST sends, GET describes, DELETE closes
     */
    record Call(String method, String connectionId) {}

    sealed interface Fault {}

    /** No fault. */
    record None() implements Fault {}

    /** The call is performed after a delay. */
    record Delay(Duration duration) implements Fault {}

    /** The call is answered and not performed. 410, 413, 429 and 403 have AWS's error types. */
    record Answer(int status) implements Fault {}

    /** The call is performed, and answered with an error. */
    record AnswerAfterwards(int status) implements Fault {}

    /** The call is not performed, and its TCP connection is reset without a response. */
    record Reset() implements Fault {}

    /**
     * The call is performed, and its TCP connection is reset within the head of the response: the
     * client can't know whether the call was performed.
     */
    record ResetAfterwards() implements Fault {}
}
