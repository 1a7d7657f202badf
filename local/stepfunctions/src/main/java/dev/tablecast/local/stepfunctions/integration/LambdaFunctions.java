package dev.tablecast.local.stepfunctions.integration;

import org.jspecify.annotations.Nullable;

/**
 * The Lambda functions that Task states can invoke: over HTTP, or in the same process.
 *
 * <p>It is called on a virtual thread that is interrupted when the state times out; a function that
 * goes on regardless is left alone and its result is dropped.
 */
@FunctionalInterface
public interface LambdaFunctions {
    /**
     * Invokes a function and waits for it.
     *
     * @param functionName a name or an ARN, with or without a qualifier
     * @param payload the event, JSON in UTF-8
     */
    Invocation invoke(String functionName, byte[] payload) throws InterruptedException;

    /**
     * The same in the name of a role; who may do what is not checked here.
     *
     * @param roleArn the role of the state machine
     */
    default Invocation invokeAs(String roleArn, String functionName, byte[] payload)
            throws InterruptedException {
        return invoke(functionName, payload);
    }

    /** What came of an invocation. */
    sealed interface Invocation {
        /**
         * The function ran.
         *
         * @param payload what it returned, or the error object ({@code errorType}, {@code
         *     errorMessage}) where it failed; JSON in UTF-8
         * @param functionError {@code Handled} or {@code Unhandled} where it failed, null where it
         *     succeeded
         */
        record Ran(byte[] payload, @Nullable String functionError) implements Invocation {}

        /**
         * Lambda itself refused, or could not be reached.
         *
         * @param exception as Lambda names it: {@code ResourceNotFoundException}, {@code
         *     TooManyRequestsException}, {@code ServiceException}, {@code SdkClientException}
         */
        record Refused(String exception, String message) implements Invocation {}
    }
}
