package dev.tablecast.local.cloud.gateway;

import org.eclipse.jetty.websocket.api.StatusCode;

/**
 * Why a connection ended by a close frame: what {@code $disconnect} is told.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-status-codes.html">
 *     WebSocket API status codes</a>
 */
record Ending(int statusCode, String reason) {
    /** The management API's DELETE. */
    static final Ending DELETED = new Ending(StatusCode.NORMAL, "Connection Closed Normally");

    /** Idle for too long, open for too long, or the gateway stops. */
    static final Ending GOING_AWAY = new Ending(StatusCode.SHUTDOWN, "Going away");

    static final Ending BINARY = new Ending(StatusCode.BAD_DATA, "Binary frames are not supported");

    /** Differs from AWS, which doesn't document it: replies that can't be queued end it. */
    static final Ending TOO_SLOW =
            new Ending(StatusCode.POLICY_VIOLATION, "The client does not read its messages");

    /** What a close frame said, of the client or of a violation of the protocol. */
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
