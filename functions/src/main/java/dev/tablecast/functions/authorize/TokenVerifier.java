package dev.tablecast.functions.authorize;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tablecast.functions.authorize.Decision.Reason;
import dev.tablecast.functions.authorize.Decision.Unauthenticated;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Decides by a token: whether the issuer signed it, and what it says.
 *
 * <p>The keys are the issuer's alone. What a token brings of its own ({@code jwk}, {@code jku},
 * {@code x5u}) isn't looked at, and its algorithm has to be one of two with a public key, so that
 * none can be verified with a key that everybody knows as its secret (RFC 8725, section 3.1).
 */
final class TokenVerifier {
    /**
     * Characters. Ten times what most tokens have, and less than a browser or API Gateway lets
     * through: what is larger isn't read.
     */
    static final int MAXIMUM_LENGTH = 4096;

    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

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
        if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
            return new Unauthenticated(Reason.ALGORITHM);
        }
        List<JWK> candidates = keys.matching(JWKMatcher.forJWSHeader(jwt.getHeader()));
        if (candidates.isEmpty()) {
            return new Unauthenticated(Reason.UNKNOWN_KEY);
        }
        return candidates.stream().anyMatch(key -> isSignedWith(key, jwt))
                ? policy.decide(claims, clock.instant())
                : new Unauthenticated(Reason.SIGNATURE);
    }

    private static boolean isSignedWith(JWK key, SignedJWT jwt) {
        try {
            return jwt.verify(verifier(key));
        } catch (JOSEException e) {
            // The key and the algorithm don't go together, such as a curve that isn't ES256's.
            return false;
        }
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSASSAVerifier(rsa);
            case ECKey curve -> new ECDSAVerifier(curve);
            default -> throw new JOSEException("No key of a public-key signature");
        };
    }
}
