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

    /**
     * Carries out a request with all that the Invoke action takes. By default an event runs on a
     * thread of its own, a dry run does nothing, and the log and the client context are left out.
     */
    default Invocation invoke(Request request) throws InterruptedException {
        return switch (request.type()) {
            case REQUEST_RESPONSE ->
                    invokeAs(request.roleArn(), request.functionName(), request.payload());
            case EVENT -> {
                Thread.ofVirtual()
                        .name("event for " + request.functionName())
                        .start(() -> invokeEvent(request));
                yield new Invocation.Accepted(request.type());
            }
            case DRY_RUN -> new Invocation.Accepted(request.type());
        };
    }

    private void invokeEvent(Request request) {
        try {
            invokeAs(request.roleArn(), request.functionName(), request.payload());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * @param roleArn in whose name
     * @param functionName a name or an ARN, with or without a qualifier
     * @param payload the event, JSON in UTF-8
     * @param logType {@code Tail} for the end of the log in the answer; null for none
     * @param clientContext Base64 of JSON; null for none
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
     */
    record Request(
            String roleArn,
            String functionName,
            byte[] payload,
            InvocationType type,
            @Nullable String logType,
            @Nullable String clientContext) {}

    /** Whether, and when, the function runs. */
    enum InvocationType {
        REQUEST_RESPONSE("RequestResponse", 200),
        EVENT("Event", 202),
        DRY_RUN("DryRun", 204);

        private final String wireName;
        private final int status;

        InvocationType(String wireName, int status) {
            this.wireName = wireName;
            this.status = status;
        }

        public String wireName() {
            return wireName;
        }

        /** The HTTP status of the answer. */
        public int status() {
            return status;
        }
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
         * @param executedVersion the version that ran
         * @param logResult the end of its log in Base64; null where it wasn't asked for
         */
        record Ran(
                byte[] payload,
                @Nullable String functionError,
                String executedVersion,
                @Nullable String logResult)
                implements Invocation {
            /** A run of the latest version, without its log. */
            public Ran(byte[] payload, @Nullable String functionError) {
                this(payload, functionError, "$LATEST", null);
            }
        }

        /** An event has been taken, or a dry run has found nothing wrong: there is no result. */
        record Accepted(InvocationType type) implements Invocation {}

        /**
         * Lambda itself refused, or could not be reached.
         *
         * @param exception as Lambda names it: {@code ResourceNotFoundException}, {@code
         *     TooManyRequestsException}, {@code ServiceException}, {@code SdkClientException}
         */
        record Refused(String exception, String message) implements Invocation {}
    }
}
