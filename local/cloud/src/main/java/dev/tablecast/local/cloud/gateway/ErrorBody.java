package dev.tablecast.local.cloud.gateway;

import com.fasterxml.jackson.databind.node.TextNode;

/** What API Gateway says to a client about an error: over the socket and over HTTP. */
final class ErrorBody {
    static final String FORBIDDEN = "Forbidden";
    static final String INTERNAL = "Internal server error";

    private ErrorBody() {}

    static String of(String message) {
        return "{\"message\": " + quoted(message) + "}";
    }

    static String of(String message, String connectionId, String requestId) {
        return "{\"message\": %s, \"connectionId\":%s, \"requestId\":%s}"
                .formatted(quoted(message), quoted(connectionId), quoted(requestId));
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
