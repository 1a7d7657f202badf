package dev.tablecast.local.cloud.gateway.connection;

import org.eclipse.jetty.websocket.api.StatusCode;

/**
 * The status code and reason of a close frame, which {@code $disconnect} gets.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-status-codes.html">
 *     WebSocket API status codes</a>
 */
public record Ending(int statusCode, String reason) {
    /** The management API's DELETE. */
    public static final Ending DELETED =
            new Ending(StatusCode.NORMAL, "Connection Closed Normally");

    /** The idle timeout, the longest duration, or the end of the gateway. */
    public static final Ending GOING_AWAY = new Ending(StatusCode.SHUTDOWN, "Going away");

    static final Ending BINARY = new Ending(StatusCode.BAD_DATA, "Binary frames are not supported");

    /** Replies that can't be queued. Differs from AWS, which doesn't document this case. */
    public static final Ending TOO_SLOW =
            new Ending(StatusCode.POLICY_VIOLATION, "The client does not read its messages");

    /** Returns the ending for a close frame of the client or a protocol violation. */
    static Ending of(int statusCode, String reason) {
        if (!reason.isEmpty()) {
            return new Ending(statusCode, reason);
        }
        return switch (statusCode) {
            case StatusCode.NORMAL -> DELETED;
            case StatusCode.SHUTDOWN -> GOING_AWAY;
            case StatusCode.NO_CODE ->
                    new Ending(statusCode, "Client-side close frame status not set");
            default -> new Ending(statusCode, reason);
        };
    }
}
