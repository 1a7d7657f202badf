package dev.tablecast.local.cloud.invoke;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Thrown for an invalid or refused call; failures of functions are no exceptions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors">
 *     Invoke: errors</a>
 */
final class InvokeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String errorType;
    private final String json;

    private InvokeException(int status, String errorType, ObjectNode body) {
        super(errorType);
        this.status = status;
        this.errorType = errorType;
        this.json = body.put("Type", "User").toString();
    }

    static InvokeException notFound(InvokeRequest request) {
        String what = request.isQualified() ? "Cannot find alias arn: " : "Function not found: ";
        return new InvokeException(
                404, "ResourceNotFoundException", body().put("Message", what + request.arn()));
    }

    static InvokeException throttled() {
        return new InvokeException(
                429,
                "TooManyRequestsException",
                body().put("Reason", "ReservedFunctionConcurrentInvocationLimitExceeded")
                        .put("message", "Rate Exceeded."));
    }

    static InvokeException notJson(String problem) {
        return new InvokeException(
                400,
                "InvalidRequestContentException",
                body().put("message", "Could not parse request body into json: " + problem));
    }

    static InvokeException tooLarge(int maximumBytes) {
        return new InvokeException(
                413,
                "RequestTooLargeException",
                body().put(
                                "message",
                                "Request must be smaller than %d bytes for the InvokeFunction operation"
                                        .formatted(maximumBytes)));
    }

    static InvokeException invalid(String message) {
        return new InvokeException(
                400, "InvalidParameterValueException", body().put("message", message));
    }

    /** Returns the error for a path that is not {@code Invoke}'s. */
    static InvokeException unknownPath() {
        return new InvokeException(404, "UnknownOperationException", body());
    }

    int status() {
        return status;
    }

    String errorType() {
        return errorType;
    }

    String json() {
        return json;
    }

    private static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }
}
