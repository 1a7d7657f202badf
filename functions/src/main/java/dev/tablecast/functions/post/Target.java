package dev.tablecast.functions.post;

import dev.tablecast.functions.connection.Lifetime;
import java.time.Instant;

/**
 * A connection that messages are posted to.
 *
 * @param connectedAt as its row has it
 * @param tokenExpiresAt when the token ends with which it was authorized: it gets nothing from then
 *     on, and is closed
 * @param behind whether its row says that it lacks messages of an earlier broadcast, or can't be
 *     read: it gets nothing more
 * @param from the index of the first message that it hasn't got yet
 * @param closing whether this request alone wants it closed
 * @param version the number {@code ConnectedAt} as its row has it: the row is pruned only while it
 *     is still this one
 */
record Target(
        String connectionId,
        Instant connectedAt,
        Instant tokenExpiresAt,
        boolean behind,
        int from,
        boolean closing,
        String version) {
    /** The end of a connection that was authorized without a token. */
    static final Instant NEVER = Instant.MAX;

    /** Returns a connection whose row can't be read: it can only be closed. */
    static Target unreadable(String connectionId, String version) {
        return new Target(connectionId, Instant.EPOCH, NEVER, true, 0, false, version);
    }

    boolean expires() {
        return !tokenExpiresAt.equals(NEVER);
    }

    /** Whether it is to be closed and not posted to. */
    boolean mustEnd(Instant now) {
        return closing || endsByItsRow(now);
    }

    /** Whether its row keeps every message from it, also those of later broadcasts. */
    boolean endsByItsRow(Instant now) {
        return behind || tokenHasExpired(now);
    }

    boolean tokenHasExpired(Instant now) {
        return !now.isBefore(tokenExpiresAt);
    }

    /** Whether API Gateway has surely ended it, so that its row is a leftover. */
    boolean isOutlived(Instant now) {
        return now.isAfter(connectedAt.plus(Lifetime.LONGEST).plus(Lifetime.MARGIN));
    }

    Target from(int message) {
        return new Target(
                connectionId, connectedAt, tokenExpiresAt, behind, message, closing, version);
    }
}
