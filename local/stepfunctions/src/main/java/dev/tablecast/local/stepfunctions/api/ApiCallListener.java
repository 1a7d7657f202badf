package dev.tablecast.local.stepfunctions.api;

/**
 * Is told of each call of the API before it is carried out, whatever comes of it.
 *
 * <p>It is called by many threads at a time and must not wait.
 */
@FunctionalInterface
public interface ApiCallListener {
    ApiCallListener NONE = call -> {};

    void called(Call call);

    /**
     * @param accessKeyId what the request is signed with; empty where it isn't signed
     * @param action as in the API reference: {@code StartSyncExecution}
     * @param resource the ARN of the state machine or the execution; empty where it names none
     */
    record Call(String accessKeyId, String action, String resource) {}
}
