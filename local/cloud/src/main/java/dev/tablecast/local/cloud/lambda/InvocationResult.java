package dev.tablecast.local.cloud.lambda;

/** What a function answers. */
public sealed interface InvocationResult {
    /** The answer or the error, as JSON. */
    byte[] payload();

    record Success(byte[] payload) implements InvocationResult {}

    /**
     * The function threw, or didn't end in time.
     *
     * @param payload {@code {"errorMessage":"…","errorType":"…","stackTrace":[…]}}
     */
    record FunctionError(byte[] payload) implements InvocationResult {}
}
