package dev.tablecast.local.cloud.gateway.connection;

import java.time.Instant;

/**
 * A snapshot of a connection.
 *
 * @param userAgent empty if the client sent none
 * @param lastActiveAt the time of the last message in either direction
 */
public record ConnectionInfo(
        String connectionId,
        Instant connectedAt,
        String sourceIp,
        String userAgent,
        Instant lastActiveAt,
        State state) {

    /**
     * The state of a connection. Those that have ended aren't listed; listeners get the last state.
     */
    public enum State {
        /** {@code $connect} or the upgrade hasn't finished: posts answer 410. */
        PENDING,
        OPEN
    }
}
