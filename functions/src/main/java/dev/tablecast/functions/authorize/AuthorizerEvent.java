package dev.tablecast.functions.authorize;

import dev.tablecast.functions.handshake.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a REQUEST authorizer's event that decide. The class of aws-lambda-java-events lacks
 * {@code multiValueHeaders}, so it knows only the last line of a header.
 *
 * @param methodArn the connection that may be allowed
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">Control
 *     access to WebSocket APIs with AWS Lambda REQUEST authorizers</a>
 */
record AuthorizerEvent(String methodArn, Headers headers) {

    /** Reads what API Gateway sends; headers that are missing are none. */
    static AuthorizerEvent decode(Map<String, Object> event) {
        return new AuthorizerEvent(
                Objects.toString(event.get("methodArn"), ""),
                new Headers(last(event.get("headers")), all(event.get("multiValueHeaders"))));
    }

    private static Map<String, String> last(@Nullable Object headers) {
        var last = new HashMap<String, String>();
        if (headers instanceof Map<?, ?> values) {
            values.forEach(
                    (name, value) -> {
                        if (value instanceof String text) {
                            last.put(name.toString(), text);
                        }
                    });
        }
        return last;
    }

    private static Map<String, List<String>> all(@Nullable Object headers) {
        var all = new HashMap<String, List<String>>();
        if (headers instanceof Map<?, ?> values) {
            values.forEach(
                    (name, lines) -> {
                        if (lines instanceof List<?> list) {
                            all.put(
                                    name.toString(),
                                    list.stream()
                                            .filter(String.class::isInstance)
                                            .map(String.class::cast)
                                            .toList());
                        }
                    });
        }
        return all;
    }
}
