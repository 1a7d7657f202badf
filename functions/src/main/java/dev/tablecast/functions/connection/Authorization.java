package dev.tablecast.functions.connection;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the authorizer found out about a client, as {@code requestContext.authorizer} says it.
 *
 * @param expiresAt when the client's token ends; empty where no authorizer says so
 */
record Authorization(Optional<Instant> expiresAt) {
    private static final String EXPIRES_AT = "expiresAt";

    /**
     * Reads {@code expiresAt}, seconds since the epoch. API Gateway makes text of the number that
     * the authorizer answers; both are taken.
     *
     * @throws IllegalArgumentException if it is something else: a connection whose end can't be
     *     read is refused rather than kept for longer than its token lasts
     */
    static Authorization of(@Nullable Map<String, Object> authorizer) {
        Object expiresAt = authorizer == null ? null : authorizer.get(EXPIRES_AT);
        if (expiresAt == null) {
            return new Authorization(Optional.empty());
        }
        try {
            return new Authorization(
                    Optional.of(Instant.ofEpochSecond(Long.parseLong(expiresAt.toString()))));
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "requestContext.authorizer.expiresAt is \"%s\"; it takes seconds since the epoch"
                            .formatted(expiresAt),
                    e);
        }
    }
}
