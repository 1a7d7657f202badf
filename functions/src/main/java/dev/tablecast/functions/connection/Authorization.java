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
 * @param sub whom the client's token names; empty where it names nobody
 */
record Authorization(Optional<Instant> expiresAt, Optional<String> sub) {
    private static final String EXPIRES_AT = "expiresAt";
    private static final String SUB = "sub";

    /** Where there is no authorizer. */
    static final Authorization NONE = new Authorization(Optional.empty(), Optional.empty());

    /**
     * Reads {@code expiresAt}, seconds since the epoch, and {@code sub}. API Gateway makes text of
     * the number that the authorizer answers; both are taken.
     *
     * @throws IllegalArgumentException if it is something else: a connection whose end can't be
     *     read is refused rather than kept for longer than its token lasts
     */
    static Authorization of(@Nullable Map<String, Object> authorizer) {
        if (authorizer == null) {
            return NONE;
        }
        return new Authorization(
                Optional.ofNullable(authorizer.get(EXPIRES_AT)).map(Authorization::end),
                Optional.ofNullable(authorizer.get(SUB))
                        .map(Object::toString)
                        .filter(sub -> !sub.isEmpty()));
    }

    private static Instant end(Object expiresAt) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(expiresAt.toString()));
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "requestContext.authorizer.expiresAt is \"%s\"; it takes seconds since the epoch"
                            .formatted(expiresAt),
                    e);
        }
    }
}
