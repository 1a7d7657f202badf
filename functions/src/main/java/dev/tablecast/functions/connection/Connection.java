package dev.tablecast.functions.connection;

import java.time.Duration;
import java.time.Instant;

/**
 * A connection as {@code WebSocketManager} knows it.
 *
 * @param connectedAt when its row is put, to the millisecond: how old a row is decides whether it
 *     may be pruned, and it tells two rows of one id apart
 * @param expiresAt when the connection has surely ended, or must end
 */
record Connection(String connectionId, Instant connectedAt, Instant expiresAt) {
    /**
     * API Gateway ends every connection after this long.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">API
     *     Gateway quotas for WebSocket APIs</a>
     */
    static final Duration LONGEST_LIFE = Duration.ofHours(2);

    /** A connection that lasts as long as API Gateway lets it. */
    Connection(String connectionId, Instant connectedAt) {
        this(connectionId, connectedAt, connectedAt.plus(LONGEST_LIFE));
    }

    /** Returns the connection with an end no later than {@code end}. */
    Connection until(Instant end) {
        return end.isBefore(expiresAt) ? new Connection(connectionId, connectedAt, end) : this;
    }
}
