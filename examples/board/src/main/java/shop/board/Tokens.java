package shop.board;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URL;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The verification of access tokens, with the same rules as the feed's authorizer. */
public final class Tokens {
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);
    private static final String BEARER = "Bearer ";
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MOST_BYTES = 50 * 1024;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * @param issuer the {@code iss} of every token
     * @param keys the issuer's JSON Web Key Set
     */
    public Tokens(String issuer, String audience, URL keys) {
        var retriever = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES);
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        ALGORITHMS, JWKSourceBuilder.create(keys, retriever).build()));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        audience,
                        new JWTClaimsSet.Builder().issuer(issuer).build(),
                        Set.of("exp", "name", "tenant", "role")));
    }

    /**
     * Returns the caller from an {@code Authorization} header.
     *
     * @throws RefusedException if it has no valid token
     */
    Caller verify(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw new RefusedException(401, "Please sign in.");
        }
        try {
            var claims = processor.process(authorization.substring(BEARER.length()), null);
            return new Caller(
                    claims.getStringClaim("tenant"),
                    claims.getStringClaim("name"),
                    claims.getStringClaim("role"));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new RefusedException(401, "Please sign in again.");
        }
    }
}
