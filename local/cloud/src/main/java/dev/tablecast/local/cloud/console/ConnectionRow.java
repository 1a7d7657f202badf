package dev.tablecast.local.cloud.console;

import dev.tablecast.functions.connection.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The row of a connection in {@code WebSocketManager}, as far as the console shows it.
 *
 * @param subject the hash of the token's {@code sub}, where connections are counted by it
 * @param tokenExpiresAt when the token ends with which the client connected
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

    /** Returns the ids of the views that it names. */
    List<String> views() {
        return subscriptions
                .map(all -> all.stream().map(Subscription::view).toList())
                .orElse(view.stream().toList());
    }
}
