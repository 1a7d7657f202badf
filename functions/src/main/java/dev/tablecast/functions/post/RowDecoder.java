package dev.tablecast.functions.post;

import dev.tablecast.functions.connection.Lifetime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes rows of {@code WebSocketManager} as a scan returns them. A row that can't be read harms
 * nobody but its connection, which is closed: nobody can say what it must not get.
 *
 * @param closing milliseconds since the epoch: whoever connected before is to be closed
 */
record RowDecoder(List<Long> closing, Instant now) {
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
                tokenExpiresAt(row, Instant.ofEpochMilli(milliseconds)),
                isBehind(row),
                row.integer("from", 0),
                closing.stream().anyMatch(before -> milliseconds < before),
                connectedAt.text("N"));
    }

    /**
     * Rows of earlier versions have the end of their token in {@code ExpiresAt}, if it comes before
     * the end of the longest life of a connection; rows of this version have a later time there.
     */
    private static Instant tokenExpiresAt(JsonFields row, Instant connectedAt) {
        Instant longest = connectedAt.plus(Lifetime.LONGEST);
        return seconds(row, "TokenExpiresAt")
                .or(() -> seconds(row, "ExpiresAt").filter(end -> !end.isAfter(longest)))
                .orElse(Target.NEVER);
    }

    private static Optional<Instant> seconds(JsonFields row, String name) {
        return row.object(name).map(value -> Instant.ofEpochSecond(value.number("N")));
    }

    /** Whether there is a mark; Step Functions spells a boolean's type either way. */
    private static boolean isBehind(JsonFields row) {
        return row.has("Behind")
                && !row.object("Behind")
                        .filter(mark -> mark.isFalse("BOOL") || mark.isFalse("Bool"))
                        .isPresent();
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
