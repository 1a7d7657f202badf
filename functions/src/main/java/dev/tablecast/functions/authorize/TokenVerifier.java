package dev.tablecast.functions.authorize;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tablecast.functions.authorize.Decision.Reason;
import dev.tablecast.functions.authorize.Decision.Unauthenticated;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;

/**
 * The decision by a token: its signature, and its claims.
 *
 * <p>The keys are the issuer's alone. What a token brings of its own ({@code jwk}, {@code jku},
 * {@code x5u}) isn't looked at.
 *
 * @see SigningKeys
 */
final class TokenVerifier {
    /**
     * Characters. API Gateway takes 10,240 bytes of headers in all, and a browser's own need some
     * of them. An Entra token with 130 groups fits.
     */
    static final int MAXIMUM_LENGTH = 8192;

    private final TokenPolicy policy;
    private final IssuerKeys keys;
    private final InstantSource clock;

    TokenVerifier(TokenPolicy policy, IssuerKeys keys, InstantSource clock) {
        this.policy = policy;
        this.keys = keys;
        this.clock = clock;
    }

    Decision verify(String token) {
        if (token.length() > MAXIMUM_LENGTH) {
            return new Unauthenticated(Reason.TOO_LARGE);
        }
        SignedJWT jwt;
        JWTClaimsSet claims;
        try {
            jwt = SignedJWT.parse(token);
            claims = jwt.getJWTClaimsSet();
        } catch (ParseException | RuntimeException e) {
            // The parser fails unchecked for some of what anyone can send, such as a header "null".
            return new Unauthenticated(Reason.NOT_A_SIGNED_JWT);
        }
        if (!SigningKeys.ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
            return new Unauthenticated(Reason.ALGORITHM);
        }
        List<JWK> candidates = keys.matching(SigningKeys.of(jwt.getHeader()));
        if (candidates.isEmpty()) {
            return new Unauthenticated(Reason.UNKNOWN_KEY);
        }
        return candidates.stream().anyMatch(key -> isSignedWith(key, jwt))
                ? policy.decide(
                        jwt.getHeader(), claims, jwt.getPayload().toString(), clock.instant())
                : new Unauthenticated(Reason.SIGNATURE);
    }

    private static boolean isSignedWith(JWK key, SignedJWT jwt) {
        try {
            return jwt.verify(SigningKeys.verifier(key));
        } catch (JOSEException | RuntimeException e) {
            // The key and the algorithm don't go together, or the key's numbers are no key.
            return false;
        }
    }
}
