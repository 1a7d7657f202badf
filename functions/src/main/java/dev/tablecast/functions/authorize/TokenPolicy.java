package dev.tablecast.functions.authorize;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tablecast.functions.authorize.Decision.Allowed;
import dev.tablecast.functions.authorize.Decision.Forbidden;
import dev.tablecast.functions.authorize.Decision.Reason;
import dev.tablecast.functions.authorize.Decision.Unauthenticated;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a token must say.
 *
 * @param issuer the {@code iss} of every token, to the letter
 * @param audience the {@code aud} of a token must be one of them. A token without {@code aud} is
 *     for its {@code client_id}: that is how Amazon Cognito's access tokens are.
 * @param requiredClaims all of them
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">API
 *     Gateway's own JWT authorizer, for HTTP APIs</a>, which takes audiences in the same way
 */
record TokenPolicy(String issuer, List<String> audience, List<RequiredClaim> requiredClaims) {
    /**
     * How far an issuer's clock may be ahead of ours. There is no such leeway at a token's end,
     * since the connection would be closed by the next broadcast.
     */
    static final Duration NOT_BEFORE_LEEWAY = Duration.ofSeconds(30);

    TokenPolicy {
        audience = List.copyOf(audience);
        requiredClaims = List.copyOf(requiredClaims);
    }

    Decision decide(JWTClaimsSet claims, Instant now) {
        if (!issuer.equals(claims.getIssuer())) {
            return new Unauthenticated(Reason.ISSUER);
        }
        if (isForSomeoneElse(claims)) {
            return new Unauthenticated(Reason.AUDIENCE);
        }
        String subject = claims.getSubject();
        Date end = claims.getExpirationTime();
        if (subject == null || subject.isEmpty() || end == null) {
            return new Unauthenticated(Reason.INCOMPLETE);
        }
        if (!now.isBefore(end.toInstant())) {
            return new Unauthenticated(Reason.EXPIRED);
        }
        if (isEarly(claims.getNotBeforeTime(), now)) {
            return new Unauthenticated(Reason.NOT_YET_VALID);
        }
        return requiredClaims.stream().allMatch(claim -> claim.isIn(claims))
                ? new Allowed(subject, end.toInstant())
                : new Forbidden(subject, Reason.REQUIRED_CLAIM);
    }

    private boolean isForSomeoneElse(JWTClaimsSet claims) {
        return claims.getAudience().isEmpty()
                ? !audience.contains(text(claims, "client_id"))
                : claims.getAudience().stream().noneMatch(audience::contains);
    }

    private static boolean isEarly(@Nullable Date notBefore, Instant now) {
        return notBefore != null && now.plus(NOT_BEFORE_LEEWAY).isBefore(notBefore.toInstant());
    }

    private static String text(JWTClaimsSet claims, String name) {
        try {
            String text = claims.getStringClaim(name);
            return text == null ? "" : text;
        } catch (ParseException e) {
            return "";
        }
    }
}
