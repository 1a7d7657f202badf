package dev.tablecast.bench.coldstart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;

/** Publishes a key, and signs one token with it. */
final class TokenIssuer implements AutoCloseable {
    static final String AUDIENCE = "tablecast";

    private static final String KEYS = "/keys";
    private static final String METADATA = "/.well-known/openid-configuration";

    private final JsonServer server = new JsonServer();
    private final String token;

    TokenIssuer(InstantSource clock) {
        try {
            var key = new RSAKeyGenerator(2048).keyID("1").generate();
            server.answer(KEYS, new JWKSet(key.toPublicJWK()).toString());
            server.answer(
                    METADATA,
                    "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}"
                            .formatted(url(), server.url() + KEYS));
            var claims =
                    new JWTClaimsSet.Builder()
                            .issuer(url())
                            .audience(AUDIENCE)
                            .subject("ada")
                            .expirationTime(Date.from(clock.instant().plus(Duration.ofHours(1))))
                            .build();
            var jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(), claims);
            jwt.sign(new RSASSASigner(key));
            token = jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK signs with RSA keys", e);
        }
    }

    String url() {
        return server.url();
    }

    /** Who has it is let in for an hour. */
    String token() {
        return token;
    }

    @Override
    public void close() {
        server.close();
    }
}
