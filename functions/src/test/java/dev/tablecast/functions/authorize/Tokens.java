package dev.tablecast.functions.authorize;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.tablecast.functions.expression.ClaimExpression;
import dev.tablecast.functions.expression.Placeholders;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Keys, and tokens signed with them. */
final class Tokens {
    static final String ISSUER = "https://issuer.example.com/";
    static final String AUDIENCE = "tablecast";
    static final String SUBJECT = "ada";

    /** An hour after {@link #NOW}. */
    static final Instant END = Instant.parse("2026-11-22T11:00:00Z");

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    static final RSAKey RSA = rsa("rsa-1");
    static final ECKey EC = ec(Curve.P_256, "ec-1");
    static final OctetKeyPair ED = Ed25519.key("ed-1");

    private Tokens() {}

    /** Takes {@link #claims()}, if they have the required claims as well. */
    static TokenPolicy policy(RequiredClaim... requiredClaims) {
        return new TokenPolicy(
                ISSUER,
                new Audience(List.of("any", AUDIENCE), List.of("aud", "client_id", "azp")),
                List.of(requiredClaims),
                false,
                Optional.empty());
    }

    /** Hands on the claims that the expression names. */
    static TokenPolicy policyWithRowAccess(String expression) {
        TokenPolicy policy = policy();
        return new TokenPolicy(
                policy.issuer(),
                policy.audience(),
                policy.requiredClaims(),
                policy.allowIdTokens(),
                Optional.of(
                        new AccessClaims(ClaimExpression.parse(expression, Placeholders.NONE))));
    }

    /** The claims of an accepted token. */
    static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(SUBJECT)
                .expirationTime(Date.from(END));
    }

    static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static ECKey ec(Curve curve, String id) {
        try {
            return new ECKeyGenerator(curve).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(JWTClaimsSet.Builder claims) {
        return signed(RSA, claims);
    }

    static String signed(JWK key, JWTClaimsSet.Builder claims) {
        return signed(algorithm(key), key, claims);
    }

    static String signed(JWSAlgorithm algorithm, JWK key, JWTClaimsSet.Builder claims) {
        return signed(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()), key, claims);
    }

    /** A key that signs with the algorithm. */
    static JWK keyFor(JWSAlgorithm algorithm) {
        if (JWSAlgorithm.Family.RSA.contains(algorithm)) {
            return RSA;
        }
        return JWSAlgorithm.Family.ED.contains(algorithm)
                ? ED
                : ec(Curve.forJWSAlgorithm(algorithm).iterator().next(), "ec-" + algorithm);
    }

    private static JWSAlgorithm algorithm(JWK key) {
        return switch (key) {
            case RSAKey rsa -> JWSAlgorithm.RS256;
            case OctetKeyPair pair -> JWSAlgorithm.EdDSA;
            default -> JWSAlgorithm.ES256;
        };
    }

    static String signed(JWSHeader.Builder header, JWK key, JWTClaimsSet.Builder claims) {
        try {
            JWSSigner signer =
                    switch (key) {
                        case RSAKey rsa -> new RSASSASigner(rsa);
                        case OctetKeyPair pair -> Ed25519.signer(pair);
                        default -> new ECDSASigner((ECKey) key);
                    };
            return signed(header, signer, claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed by the secret that everybody knows: the text of the public key. */
    static String signedWithThePublicKeyAsSecret(byte[] secret, JWTClaimsSet.Builder claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(RSA.getKeyID());
            return signed(header, new MACSigner(secret), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a token with {@code alg} {@code none}. */
    static String unsigned(JWTClaimsSet.Builder claims) {
        return new PlainJWT(claims.build()).serialize();
    }

    static List<JWK> published(JWK... keys) {
        return List.of(keys).stream().map(JWK::toPublicJWK).toList();
    }

    private static String signed(
            JWSHeader.Builder header, JWSSigner signer, JWTClaimsSet.Builder claims)
            throws JOSEException {
        var jwt = new SignedJWT(header.build(), claims.build());
        jwt.sign(signer);
        return jwt.serialize();
    }
}
