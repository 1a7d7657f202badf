package dev.tablecast.functions.authorize;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The authorizer's decision about a client that connects. */
sealed interface Decision {

    /**
     * The client may connect.
     *
     * @param subject the token's {@code sub}; empty if it has none
     * @param expiresAt when its token ends
     * @param claims the claims that {@code rowAccess} names, a JSON object; empty without {@code
     *     rowAccess}
     */
    record Allowed(Optional<String> subject, Instant expiresAt, Optional<String> claims)
            implements Decision {
        Allowed(Optional<String> subject, Instant expiresAt) {
            this(subject, expiresAt, Optional.empty());
        }

        Allowed with(String claims) {
            return new Allowed(subject, expiresAt, Optional.of(claims));
        }
    }

    /** The client presented no valid token: 401. */
    record Unauthenticated(Reason reason) implements Decision {}

    /**
     * The client's token is valid, but doesn't allow it to connect: 403.
     *
     * @param claims the names of the claims that are the reason
     */
    record Forbidden(Optional<String> subject, Reason reason, Set<String> claims)
            implements Decision {
        public Forbidden {
            claims = Collections.unmodifiableSet(new TreeSet<>(claims));
        }
    }

    /** The reason for which a client is refused. It is logged and not sent to the client. */
    enum Reason {
        /** No token in either header. */
        NO_TOKEN,
        /** More than one token; RFC 6750, section 2, has a client send one, in one way. */
        SEVERAL_TOKENS,
        TOO_LARGE,
        /** Not a signed JWT, or a JWT with {@code alg} {@code none}. */
        NOT_A_SIGNED_JWT,
        /** An algorithm that isn't accepted. */
        ALGORITHM,
        /** The issuer has no such key, or none is known while its keys can't be had. */
        UNKNOWN_KEY,
        SIGNATURE,
        ISSUER,
        AUDIENCE,
        /** An ID token, where ID tokens aren't allowed. */
        ID_TOKEN,
        /** A logout token, another security event, or a refresh token. */
        NOT_AN_ACCESS_TOKEN,
        /** A token without an expiry. */
        INCOMPLETE,
        EXPIRED,
        NOT_YET_VALID,
        /** A claim that is required isn't there, or has another value. */
        REQUIRED_CLAIM,
        /** The token lacks a claim that {@code rowAccess} names. */
        ROW_ACCESS_CLAIM_MISSING,
        /** A claim is an object or has one in it, or {@code rowAccess} can't use its type. */
        ROW_ACCESS_CLAIM_TYPE,
        /** The claims that {@code rowAccess} names are too large to be handed on. */
        ROW_ACCESS_CLAIMS_TOO_LARGE
    }
}
