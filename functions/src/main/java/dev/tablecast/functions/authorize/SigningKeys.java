package dev.tablecast.functions.authorize;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Set;

/**
 * The algorithms whose signatures are verified, and which keys each of them takes.
 *
 * <p>All of them have public keys, so that no token can be verified with a key that everybody knows
 * as its secret (RFC 8725, section 3.1).
 */
final class SigningKeys {
    static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512,
                    JWSAlgorithm.EdDSA,
                    JWSAlgorithm.Ed25519);

    /** RFC 7518, section 3.3. */
    private static final int SHORTEST_RSA_BITS = 2048;

    private SigningKeys() {}

    /**
     * Returns what a key must be to have signed such a token. The certificate that the header may
     * name beside the key's id isn't compared: an issuer needn't publish it.
     */
    static JWKMatcher of(JWSHeader header) {
        JWSAlgorithm algorithm = header.getAlgorithm();
        KeyType type = KeyType.forAlgorithm(algorithm);
        var wanted =
                new JWKMatcher.Builder()
                        .keyType(type)
                        .keyUses(KeyUse.SIGNATURE, null)
                        .keyOperations(KeyOperation.VERIFY, KeyOperation.SIGN, null)
                        .nonRevokedOnly(true)
                        .algorithms(algorithm, null);
        if (header.getKeyID() != null) {
            wanted.keyID(header.getKeyID());
        }
        if (type.equals(KeyType.RSA)) {
            wanted.minKeySize(SHORTEST_RSA_BITS);
        } else if (type.equals(KeyType.OKP)) {
            wanted.curve(Curve.Ed25519).algorithms(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519, null);
        } else {
            wanted.curves(Curve.forJWSAlgorithm(algorithm));
        }
        return wanted.build();
    }

    /**
     * Returns a verifier by a key of the issuer.
     *
     * @throws JOSEException if the key signs nothing
     */
    static JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSASSAVerifier(rsa);
            case ECKey curve -> new ECDSAVerifier(curve);
            case OctetKeyPair pair -> new Ed25519Verifier(pair);
            default -> throw new JOSEException("No key of a public-key signature");
        };
    }
}
