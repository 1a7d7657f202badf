package dev.tablecast.functions.authorize;

import java.time.Instant;
import java.util.Optional;

/** Whether a client may connect. */
sealed interface Decision {

    /**
     * The client may connect.
     *
     * @param subject who it is, the token's {@code sub}; empty if the token has none
     * @param expiresAt when its token ends
     */
    record Allowed(Optional<String> subject, Instant expiresAt) implements Decision {}

    /** The client has shown no token that holds: 401. */
    record Unauthenticated(Reason reason) implements Decision {}

    /** The client is who its token says, and may not connect: 403. */
    record Forbidden(Optional<String> subject, Reason reason) implements Decision {}

    /** Why a client is refused. It is logged; the client isn't told. */
    enum Reason {
        /** Neither header has a token. */
        NO_TOKEN,
        /** More than one token; RFC 6750, section 2, has a client send one, in one way. */
        SEVERAL_TOKENS,
        TOO_LARGE,
        /** It isn't a JWT with a signature; one with {@code alg} {@code none} isn't, either. */
        NOT_A_SIGNED_JWT,
        /** Its algorithm isn't one of those that are taken. */
        ALGORITHM,
        /** The issuer has no such key, or none is known while its keys can't be had. */
        UNKNOWN_KEY,
        SIGNATURE,
        ISSUER,
        AUDIENCE,
        /** It says that it is an ID token, and those aren't allowed. */
        ID_TOKEN,
        /** It says that it is a logout token, another security event, or a refresh token. */
        NOT_AN_ACCESS_TOKEN,
        /** It has no end. */
        INCOMPLETE,
        EXPIRED,
        NOT_YET_VALID,
        /** A claim that is required isn't there, or has another value. */
        REQUIRED_CLAIM
    }
}
