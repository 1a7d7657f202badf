package dev.tablecast.local.cloud.gateway;

import java.time.Instant;

/**
 * A connection as it was when it was asked for.
 *
 * @param userAgent empty if the client sent none
 * @param lastActiveAt when the last message went either way
 */
public record ConnectionInfo(
        String connectionId,
        Instant connectedAt,
        String sourceIp,
        String userAgent,
        Instant lastActiveAt,
        State state) {

    /** Connections that have ended aren't listed; listeners are told of them as they last were. */
    public enum State {
        /** {@code $connect} is being asked, or the upgrade is on its way: posts answer 410. */
        PENDING,
        OPEN
    }
}
