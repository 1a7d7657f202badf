package dev.tablecast.local.console;

import java.time.Instant;

/**
 * An open connection of the WebSocket API, at one moment.
 *
 * @param userAgent empty if the client sent none
 * @param lastActiveAt time of the last message in either direction
 */
public record OpenConnection(
        String id,
        State state,
        Instant connectedAt,
        Instant lastActiveAt,
        String sourceIp,
        String userAgent) {

    /** The states of a connection that has not ended, named as in the console's API. */
    public enum State {
        /** {@code $connect} or the upgrade is in progress: posts are answered with 410. */
        PENDING,
        OPEN
    }
}
