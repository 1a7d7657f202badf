package dev.tablecast.functions.connection;

import java.time.Duration;
import java.time.Instant;

/**
 * A connection as {@code WebSocketManager} knows it.
 *
 * @param connectedAt when the client asked to connect, to the millisecond; it tells two rows of one
 *     id apart
 */
record Connection(String connectionId, Instant connectedAt) {
    /**
     * API Gateway ends every connection after this long.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">API
     *     Gateway quotas for WebSocket APIs</a>
     */
    static final Duration LONGEST_LIFE = Duration.ofHours(2);

    /** When the connection has surely ended, so that its row may go. */
    Instant expiresAt() {
        return connectedAt.plus(LONGEST_LIFE);
    }
}
