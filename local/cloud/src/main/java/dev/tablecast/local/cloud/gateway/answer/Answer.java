package dev.tablecast.local.cloud.gateway.answer;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * An HTTP response of the gateway.
 *
 * @param errorType the value of {@code x-amzn-ErrorType}, by which SDKs choose their exception;
 *     empty for none
 * @param json the body; empty for none
 */
public record Answer(int status, String errorType, String json) {
    public static final Answer FORBIDDEN = new Answer(403, "", ErrorBody.of(ErrorBody.FORBIDDEN));

    /**
     * Returns the response to a refused upgrade: API Gateway's message, not the function's body.
     */
    public static Answer refusal(int status, String connectionId, String requestId) {
        return new Answer(status, "", ErrorBody.of(message(status), connectionId, requestId));
    }

    /** Returns an error response with the message and the error type that API Gateway uses. */
    public static Answer error(int status, String connectionId, String requestId) {
        String type =
                switch (status) {
                    case 403 -> "ForbiddenException";
                    case 410 -> "GoneException";
                    case 413 -> "PayloadTooLargeException";
                    case 429 -> "LimitExceededException";
                    default ->
                            status < 500 ? "BadRequestException" : "InternalServerErrorException";
                };
        return new Answer(status, type, ErrorBody.of(message(status), connectionId, requestId));
    }

    public void send(Response response, Callback callback) {
        response.setStatus(status);
        if (!errorType.isEmpty()) {
            response.getHeaders().put("x-amzn-ErrorType", errorType);
        }
        if (!json.isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        }
        if (status == HttpStatus.UPGRADE_REQUIRED_426) {
            response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
        }
        response.write(true, StandardCharsets.UTF_8.encode(json), callback);
    }

    private static String message(int status) {
        return switch (status) {
            case 413 -> "Message too long";
            default -> status < 500 ? HttpStatus.getMessage(status) : ErrorBody.INTERNAL;
        };
    }
}
