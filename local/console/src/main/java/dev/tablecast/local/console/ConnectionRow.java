package dev.tablecast.local.console;

import dev.tablecast.functions.connection.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The attributes of a row in {@code WebSocketManager} that the console shows.
 *
 * @param subject the hash of the token's {@code sub}, if connections are limited by subject
 * @param tokenExpiresAt the expiry of the token that the client connected with
 * @param subscriptions empty for a client that doesn't speak the sub-protocol
 * @param view the id of the view of such a client; empty if it gets everything
 */
public record ConnectionRow(
        Optional<String> subject,
        Optional<Instant> tokenExpiresAt,
        Optional<List<Subscription>> subscriptions,
        Optional<String> view) {
    public ConnectionRow {
        subscriptions = subscriptions.map(List::copyOf);
    }

    /** Returns the ids of the views that the row names. */
    List<String> views() {
        return subscriptions
                .map(all -> all.stream().map(Subscription::view).toList())
                .orElse(view.stream().toList());
    }
}
