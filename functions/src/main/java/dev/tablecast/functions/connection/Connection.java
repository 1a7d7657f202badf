package dev.tablecast.functions.connection;

import dev.tablecast.functions.limits.Subject;
import java.time.Instant;
import java.util.Optional;

/**
 * A connection as {@code WebSocketManager} knows it.
 *
 * @param connectedAt when its row is put, to the millisecond: how old a row is decides whether it
 *     may be pruned, and distinguishes two rows of one ID
 * @param tokenExpiresAt when it must end, because the token ends with which it was authorized
 * @param subject the owner, if connections are counted by subject
 * @param subscribes whether its client speaks the sub-protocol, and gets nothing before it
 *     subscribes
 * @param view the id of what its client sees if it doesn't speak the sub-protocol; empty if that is
 *     everything
 */
record Connection(
        String connectionId,
        Instant connectedAt,
        Optional<Instant> tokenExpiresAt,
        Optional<Subject> subject,
        boolean subscribes,
        Optional<String> view) {

    Terms terms() {
        return new Terms(
                connectedAt,
                tokenExpiresAt,
                subscribes ? Optional.of(Subscriptions.NONE) : Optional.empty());
    }

    /**
     * Returns when DynamoDB may delete the row: a day after the longest life of the connection.
     * Until then only a 410, a DELETE or {@code $disconnect} removes it.
     */
    Instant expiresAt() {
        return connectedAt.plus(Lifetime.LONGEST).plus(Lifetime.LEFTOVER);
    }
}
