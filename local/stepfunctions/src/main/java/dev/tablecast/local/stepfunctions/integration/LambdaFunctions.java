package dev.tablecast.local.stepfunctions.integration;

import org.jspecify.annotations.Nullable;

/**
 * The Lambda functions that Task states can invoke, over HTTP or in the same process.
 *
 * <p>Functions are invoked on a virtual thread that is interrupted when the state times out. The
 * result of a function that ignores the interruption is dropped.
 */
@FunctionalInterface
public interface LambdaFunctions {
    /**
     * Invokes a function and waits for its result.
     *
     * @param functionName a name or an ARN, with or without a qualifier
     * @param payload the event: JSON in UTF-8
     */
    Invocation invoke(String functionName, byte[] payload) throws InterruptedException;

    /**
     * Invokes a function for a role and waits for its result. Permissions are not checked.
     *
     * @param roleArn the role of the state machine
     */
    default Invocation invokeAs(String roleArn, String functionName, byte[] payload)
            throws InterruptedException {
        return invoke(functionName, payload);
    }

    /**
     * Invokes a function with all options of the Invoke action. By default an event runs on a
     * thread of its own, a dry run has no effect, and the log and the client context are ignored.
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
     * A request of the Invoke action.
     *
     * @param roleArn the role that invokes the function
     * @param functionName a name or an ARN, with or without a qualifier
     * @param payload the event: JSON in UTF-8
     * @param logType {@code Tail} to return the end of the log; null not to
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

    /** The invocation types of the Invoke action. */
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

        /** Returns the name in the API. */
        public String wireName() {
            return wireName;
        }

        /** Returns the HTTP status of the response. */
        public int status() {
            return status;
        }
    }

    /** The result of an invocation. */
    sealed interface Invocation {
        /**
         * The function ran.
         *
         * @param payload its result, or its error object ({@code errorType}, {@code errorMessage})
         *     if it failed: JSON in UTF-8
         * @param functionError {@code Handled} or {@code Unhandled} if it failed; null if it
         *     succeeded
         * @param executedVersion the version that ran
         * @param logResult the end of its log in Base64; null if it wasn't requested
         */
        record Ran(
                byte[] payload,
                @Nullable String functionError,
                String executedVersion,
                @Nullable String logResult)
                implements Invocation {
            /** Creates the result of a run of the latest version, without its log. */
            public Ran(byte[] payload, @Nullable String functionError) {
                this(payload, functionError, "$LATEST", null);
            }
        }

        /** Lambda accepted an event or a dry run, which have no result. */
        record Accepted(InvocationType type) implements Invocation {}

        /**
         * Lambda refused the request, or could not be reached.
         *
         * @param exception its name in Lambda's API: {@code ResourceNotFoundException}, {@code
         *     TooManyRequestsException}, {@code ServiceException}, {@code SdkClientException}
         */
        record Refused(String exception, String message) implements Invocation {}
    }
}
