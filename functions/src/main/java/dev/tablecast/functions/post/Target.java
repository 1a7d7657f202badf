package dev.tablecast.functions.post;

import dev.tablecast.functions.connection.Lifetime;
import dev.tablecast.functions.connection.Subscription;
import dev.tablecast.functions.connection.Subscriptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A connection that a round is for.
 *
 * @param connectedAt as its row has it
 * @param tokenExpiresAt when the token ends with which it was authorized: it gets nothing from then
 *     on, and is closed
 * @param subscriptions its subscriptions; empty for a client that doesn't speak the sub-protocol,
 *     which gets all that its view has
 * @param view the id of what a client sees that doesn't speak the sub-protocol; empty if it sees
 *     everything
 * @param readable whether its row can be read; if not, nobody can say what it must not get
 * @param version the beginning of {@code Terms} as its row has it: the row is pruned only while it
 *     is still this one
 */
record Target(
        String connectionId,
        Instant connectedAt,
        Instant tokenExpiresAt,
        Optional<Subscriptions> subscriptions,
        Optional<String> view,
        boolean readable,
        String version) {
    /** The end of a connection that was authorized without a token. */
    static final Instant NEVER = Instant.MAX;

    /** Returns a connection whose row can't be read: it can only be closed. */
    static Target unreadable(String connectionId, String version) {
        return new Target(
                connectionId,
                Instant.EPOCH,
                NEVER,
                Optional.empty(),
                Optional.empty(),
                false,
                version);
    }

    /** Returns the connection as one whose row can't be read. */
    Target unreadable() {
        return new Target(
                connectionId, connectedAt, tokenExpiresAt, subscriptions, view, false, version);
    }

    /** Returns the ids of what its subscriptions see, or the client itself. */
    List<String> views() {
        return subscriptions
                .map(all -> all.active().stream().map(Subscription::view).toList())
                .orElseGet(() -> view.map(List::of).orElse(List.of()));
    }

    /** Returns whether its row says that it is to be closed and not posted to. */
    boolean mustEnd(Instant now) {
        return !readable || tokenHasExpired(now);
    }

    boolean tokenHasExpired(Instant now) {
        return !now.isBefore(tokenExpiresAt);
    }

    /** Returns whether its client has subscribed to nothing yet, without which it gets nothing. */
    boolean hasNeverSubscribed() {
        return subscriptions.map(all -> all.all().isEmpty()).orElse(false);
    }

    /** Returns whether API Gateway has surely ended it, so that its row is a leftover. */
    boolean isOutlived(Instant now) {
        return readable && now.isAfter(connectedAt.plus(Lifetime.LONGEST).plus(Lifetime.MARGIN));
    }
}
