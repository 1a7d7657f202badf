package dev.tablecast.functions.post;

import dev.tablecast.functions.connection.Subscription;
import dev.tablecast.functions.connection.Subscriptions;
import dev.tablecast.functions.connection.Terms;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Rows of {@code WebSocketManager} as a scan of the workflow returns them. */
final class Rows {
    private static final int VIEW_LENGTH = 16;

    private Rows() {}

    static Map<String, Object> row(String id, long connectedAt) {
        return Map.of(
                "ConnectionId",
                Map.of("S", id),
                "Terms",
                Map.of("S", terms(connectedAt, Optional.empty(), Optional.empty()).text()));
    }

    /**
     * Returns terms, with subscriptions written as {@code SUB:REV:VIEW,…}. A view's id of fewer
     * than 16 characters is filled up.
     */
    static Terms terms(long connectedAt, Optional<Long> tokenExpiresAt, Optional<String> subs) {
        return new Terms(
                Instant.ofEpochMilli(connectedAt),
                tokenExpiresAt.map(Instant::ofEpochSecond),
                subs.map(Rows::subscriptions));
    }

    private static Subscriptions subscriptions(String subs) {
        return new Subscriptions(
                Arrays.stream(subs.split(","))
                        .filter(one -> !one.isEmpty())
                        .map(one -> one.split(":", -1))
                        .map(one -> new Subscription(one[0], Long.parseLong(one[1]), view(one[2])))
                        .toList());
    }

    private static String view(String id) {
        return id.isEmpty() ? id : id + "_".repeat(VIEW_LENGTH - id.length());
    }
}
