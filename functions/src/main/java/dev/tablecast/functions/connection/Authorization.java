package dev.tablecast.functions.connection;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The authorizer's result for a client, as in {@code requestContext.authorizer}.
 *
 * @param expiresAt expiry of the client's token; empty without an authorizer
 * @param sub the {@code sub} of the client's token; empty if it has none
 */
record Authorization(Optional<Instant> expiresAt, Optional<String> sub) {
    private static final String EXPIRES_AT = "expiresAt";
    private static final String SUB = "sub";

    /** The result without an authorizer. */
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
