package dev.tablecast.functions.authorize;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.tablecast.functions.authorize.Decision.Allowed;
import dev.tablecast.functions.authorize.Decision.Forbidden;
import dev.tablecast.functions.authorize.Decision.Reason;
import dev.tablecast.functions.authorize.Decision.Unauthenticated;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The claims that a token must have.
 *
 * @param issuer the {@code iss} of every token, to the letter
 * @param audience whom a token may be for
 * @param requiredClaims all of them
 * @param allowIdTokens whether a token may say that it is an ID token
 * @param accessClaims those that are handed on; empty without {@code rowAccess}
 */
record TokenPolicy(
        String issuer,
        Audience audience,
        List<RequiredClaim> requiredClaims,
        boolean allowIdTokens,
        Optional<AccessClaims> accessClaims) {
    /**
     * Time by which an issuer's clock may be ahead of ours. An expiry has no such leeway, because
     * the next broadcast would close the connection.
     */
    static final Duration NOT_BEFORE_LEEWAY = Duration.ofSeconds(30);

    TokenPolicy {
        requiredClaims = List.copyOf(requiredClaims);
    }

    /**
     * @param payload the JSON from which {@code claims} was read
     */
    Decision decide(JWSHeader header, JWTClaimsSet claims, String payload, Instant now) {
        if (!issuer.equals(claims.getIssuer())) {
            return new Unauthenticated(Reason.ISSUER);
        }
        Optional<Reason> wrongKind = wrongKind(TokenKind.of(header, claims));
        if (wrongKind.isPresent()) {
            return new Unauthenticated(wrongKind.get());
        }
        if (!audience.includes(claims)) {
            return new Unauthenticated(Reason.AUDIENCE);
        }
        Date end = claims.getExpirationTime();
        if (end == null) {
            return new Unauthenticated(Reason.INCOMPLETE);
        }
        if (!now.isBefore(end.toInstant())) {
            return new Unauthenticated(Reason.EXPIRED);
        }
        if (isEarly(claims.getNotBeforeTime(), now)) {
            return new Unauthenticated(Reason.NOT_YET_VALID);
        }
        Optional<String> subject =
                Optional.ofNullable(claims.getSubject()).filter(text -> !text.isBlank());
        Set<String> lacking =
                requiredClaims.stream()
                        .filter(claim -> !claim.isIn(claims))
                        .map(RequiredClaim::name)
                        .collect(Collectors.toSet());
        if (!lacking.isEmpty()) {
            return new Forbidden(subject, Reason.REQUIRED_CLAIM, lacking);
        }
        var allowed = new Allowed(subject, end.toInstant());
        return accessClaims.map(access -> access.handOn(allowed, payload)).orElse(allowed);
    }

    private Optional<Reason> wrongKind(TokenKind kind) {
        return switch (kind) {
            case ACCESS -> Optional.empty();
            case ID -> allowIdTokens ? Optional.empty() : Optional.of(Reason.ID_TOKEN);
            case OTHER -> Optional.of(Reason.NOT_AN_ACCESS_TOKEN);
        };
    }

    private static boolean isEarly(@Nullable Date notBefore, Instant now) {
        return notBefore != null && now.plus(NOT_BEFORE_LEEWAY).isBefore(notBefore.toInstant());
    }
}
