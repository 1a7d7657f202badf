package dev.tablecast.functions.post;

import java.time.Instant;

/**
 * A connection that messages are posted to.
 *
 * @param connectedAt as its row has it: the row is pruned only while it is still this one
 * @param expiresAt when it has ended, or must end: it gets nothing from then on
 * @param behind whether it lacks messages of an earlier broadcast: it gets nothing more
 * @param from the index of the first message that it hasn't got yet
 */
record Target(
        String connectionId, Instant connectedAt, Instant expiresAt, boolean behind, int from) {
    /** What a row without an end has for its end. */
    static final Instant NEVER = Instant.MAX;

    boolean expires() {
        return !expiresAt.equals(NEVER);
    }

    /** Whether it is to be closed and not posted to. */
    boolean mustEnd(Instant now) {
        return behind || !now.isBefore(expiresAt);
    }

    /** Returns it as one that can only be closed. */
    Target leftBehind() {
        return new Target(connectionId, connectedAt, expiresAt, true, from);
    }

    Target from(int message) {
        return new Target(connectionId, connectedAt, expiresAt, behind, message);
    }
}
