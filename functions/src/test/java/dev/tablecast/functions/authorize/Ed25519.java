package dev.tablecast.functions.authorize;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.impl.EdDSAProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** Ed25519 keys, and signatures with them, by the JDK. */
final class Ed25519 {
    private static final int KEY_BYTES = 32;

    private Ed25519() {}

    static OctetKeyPair key(String id) {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] point = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
            byte[] secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
                    .d(Base64URL.encode(secret))
                    .keyID(id)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static JWSSigner signer(OctetKeyPair pair) {
        return new Signer(pair.getDecodedD());
    }

    private static final class Signer extends EdDSAProvider implements JWSSigner {
        private final byte[] secret;

        Signer(byte[] secret) {
            this.secret = secret;
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] text) throws JOSEException {
            try {
                var key =
                        KeyFactory.getInstance("Ed25519")
                                .generatePrivate(
                                        new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret));
                var signature = Signature.getInstance("Ed25519");
                signature.initSign(key);
                signature.update(text);
                return Base64URL.encode(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new JOSEException("can't sign", e);
            }
        }
    }
}
