package dev.tablecast.functions.post;

import java.time.Instant;

/**
 * A connection that messages are posted to.
 *
 * @param connectedAt as its row has it
 * @param expiresAt when it has ended, or must end: it gets nothing from then on
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
        Instant expiresAt,
        boolean behind,
        int from,
        boolean closing,
        String version) {
    /** What a row without an end has for its end. */
    static final Instant NEVER = Instant.MAX;

    /** Returns a connection whose row can't be read: it can only be closed. */
    static Target unreadable(String connectionId, String version) {
        return new Target(connectionId, Instant.EPOCH, NEVER, true, 0, false, version);
    }

    boolean expires() {
        return !expiresAt.equals(NEVER);
    }

    /** Whether it is to be closed and not posted to. */
    boolean mustEnd(Instant now) {
        return closing || endsByItsRow(now);
    }

    /** Whether its row keeps every message from it, also those of later broadcasts. */
    boolean endsByItsRow(Instant now) {
        return behind || !now.isBefore(expiresAt);
    }

    Target from(int message) {
        return new Target(connectionId, connectedAt, expiresAt, behind, message, closing, version);
    }
}
