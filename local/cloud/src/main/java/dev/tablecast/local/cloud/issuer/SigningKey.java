package dev.tablecast.local.cloud.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** A new ES256 key, which exists only in memory. */
public final class SigningKey {
    private final ECKey key;

    /**
     * @param id the {@code kid} in tokens and in the published keys
     */
    public SigningKey(String id) {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has EC keys", e);
        }
    }

    /** Returns the public key as a JSON Web Key Set. */
    public String publicKeys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** Returns a signed token. */
    public String sign(JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
            var token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK signs with EC keys", e);
        }
    }
}
