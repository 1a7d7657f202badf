package dev.tablecast.local.stepfunctions.api;

/**
 * Receives each call of the API before it is carried out, including calls that are refused.
 *
 * <p>It is called by many threads at a time and must not block.
 */
@FunctionalInterface
public interface ApiCallListener {
    /** Ignores all calls. */
    ApiCallListener NONE = call -> {};

    void called(Call call);

    /**
     * A call of the API.
     *
     * @param accessKeyId the access key id of the signature; empty if the request isn't signed
     * @param action the name of the action, such as {@code StartSyncExecution}
     * @param resource the ARN of the state machine or execution in its parameters; empty for none
     */
    record Call(String accessKeyId, String action, String resource) {}
}
