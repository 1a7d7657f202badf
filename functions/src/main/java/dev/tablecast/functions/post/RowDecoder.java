package dev.tablecast.functions.post;

import dev.tablecast.functions.connection.ConnectionKey;
import dev.tablecast.functions.connection.Terms;
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
            id = row.requiredObject(ConnectionKey.ATTRIBUTE).text("S");
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
        JsonFields attribute = row.requiredObject(Terms.ATTRIBUTE);
        Terms terms = Terms.parse(attribute.text("S"));
        if (terms.connectedAt().isAfter(now.plus(MOST_SKEW))) {
            throw new IllegalArgumentException(attribute.path() + "S must not begin in the future");
        }
        return new Target(
                id,
                terms.connectedAt(),
                terms.tokenExpiresAt().orElse(Target.NEVER),
                terms.subscriptions(),
                row.object("View").map(value -> value.text("S")),
                true,
                terms.version());
    }

    private static String version(JsonFields row) {
        return row.get(Terms.ATTRIBUTE) instanceof Map<?, ?> value
                        && value.get("S") instanceof String text
                ? text
                : NO_VERSION;
    }

    private static void warn(@Nullable String reason) {
        LOG.atWarn()
                .addKeyValue("reason", reason)
                .log("A connection's row can't be read; the connection is closed");
    }
}
