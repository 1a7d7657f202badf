package dev.tablecast.functions.post;

import dev.tablecast.functions.connection.Lifetime;
import java.time.Instant;

/**
 * A connection that messages are posted to.
 *
 * @param connectedAt as its row has it: the row is pruned only while it is still this one
 * @param tokenExpiresAt when the token ends with which it was authorized: it gets nothing from then
 *     on, and is closed
 * @param behind whether it lacks messages of an earlier broadcast: it gets nothing more
 * @param from the index of the first message that it hasn't got yet
 */
record Target(
        String connectionId,
        Instant connectedAt,
        Instant tokenExpiresAt,
        boolean behind,
        int from) {
    /** The end of a connection that was authorized without a token. */
    static final Instant NEVER = Instant.MAX;

    boolean expires() {
        return !tokenExpiresAt.equals(NEVER);
    }

    /** Whether it is to be closed and not posted to. */
    boolean mustEnd(Instant now) {
        return behind || tokenHasExpired(now);
    }

    boolean tokenHasExpired(Instant now) {
        return !now.isBefore(tokenExpiresAt);
    }

    /** Whether API Gateway has surely ended it, so that its row is a leftover. */
    boolean isOutlived(Instant now) {
        return now.isAfter(connectedAt.plus(Lifetime.LONGEST).plus(Lifetime.MARGIN));
    }

    /** Returns it as one that can only be closed. */
    Target leftBehind() {
        return new Target(connectionId, connectedAt, tokenExpiresAt, true, from);
    }

    Target from(int message) {
        return new Target(connectionId, connectedAt, tokenExpiresAt, behind, message);
    }
}
