package dev.tablecast.local.cloud.gateway.answer;

import com.fasterxml.jackson.databind.node.TextNode;

/** The JSON of API Gateway's errors, over the socket and over HTTP. */
public final class ErrorBody {
    public static final String FORBIDDEN = "Forbidden";
    public static final String INTERNAL = "Internal server error";

    private ErrorBody() {}

    public static String of(String message) {
        return "{\"message\": " + quoted(message) + "}";
    }

    public static String of(String message, String connectionId, String requestId) {
        return "{\"message\": %s, \"connectionId\":%s, \"requestId\":%s}"
                .formatted(quoted(message), quoted(connectionId), quoted(requestId));
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
