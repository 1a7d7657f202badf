package dev.tablecast.functions.post;

import dev.tablecast.functions.connection.Subscriptions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes rows of {@code WebSocketManager} as a scan returns them. A row that can't be read harms
 * nobody but its connection, which is closed: nobody can say what it must not get.
 */
record RowDecoder(Instant now) {
    private static final Logger LOG = LoggerFactory.getLogger(RowDecoder.class);
    private static final String NO_VERSION = "0";

    /** No clock of AWS is as wrong as this; a row of a later time would never be old enough. */
    private static final Duration MOST_SKEW = Duration.ofDays(1);

    /** Returns the connection of a row; none for a row without an id, which no table has. */
    Optional<Target> decode(String path, @Nullable Object row) {
        if (!(row instanceof Map<?, ?> attributes)) {
            warn(path + " must be an object");
            return Optional.empty();
        }
        return decode(new JsonFields(path + ".", attributes));
    }

    private Optional<Target> decode(JsonFields row) {
        String id;
        try {
            id = row.requiredObject("ConnectionId").text("S");
        } catch (IllegalArgumentException e) {
            warn(e.getMessage());
            return Optional.empty();
        }
        try {
            return Optional.of(readable(id, row));
        } catch (IllegalArgumentException | DateTimeException e) {
            warn(e.getMessage());
            return Optional.of(Target.unreadable(id, version(row)));
        }
    }

    private Target readable(String id, JsonFields row) {
        JsonFields connectedAt = row.requiredObject("ConnectedAt");
        long milliseconds = connectedAt.number("N");
        if (milliseconds < 0 || milliseconds > now.plus(MOST_SKEW).toEpochMilli()) {
            throw new IllegalArgumentException(
                    connectedAt.path()
                            + "N must be milliseconds since 1970, and not in the future");
        }
        return new Target(
                id,
                Instant.ofEpochMilli(milliseconds),
                row.object("TokenExpiresAt")
                        .map(value -> Instant.ofEpochSecond(value.number("N")))
                        .orElse(Target.NEVER),
                row.object("Subs").map(value -> Subscriptions.parse(value.text("S"))),
                row.object("View").map(value -> value.text("S")),
                true,
                connectedAt.text("N"));
    }

    private static String version(JsonFields row) {
        return row.get("ConnectedAt") instanceof Map<?, ?> value
                        && value.get("N") instanceof String number
                ? number
                : NO_VERSION;
    }

    private static void warn(@Nullable String reason) {
        LOG.atWarn()
                .addKeyValue("reason", reason)
                .log("A connection's row can't be read; the connection is closed");
    }
}
