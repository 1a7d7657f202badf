package dev.tablecast.functions.post;

import java.time.Instant;

/**
 * A connection that messages are posted to.
 *
 * @param connectedAt as its row has it: the row is pruned only while it is still this one
 * @param expiresAt when it has ended, or must end: it gets nothing from then on
 * @param from the index of the first message that it hasn't got yet
 */
record Target(String connectionId, Instant connectedAt, Instant expiresAt, int from) {
    /** What a row without an end has for its end. */
    static final Instant NEVER = Instant.MAX;

    boolean expires() {
        return !expiresAt.equals(NEVER);
    }

    boolean hasExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    Target from(int message) {
        return new Target(connectionId, connectedAt, expiresAt, message);
    }
}
