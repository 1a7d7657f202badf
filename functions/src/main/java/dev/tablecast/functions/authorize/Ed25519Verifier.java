package dev.tablecast.functions.authorize;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.EdDSAProvider;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * Verifies Ed25519 signatures with the JDK. Nimbus's own verifier needs Google Tink, which is
 * larger than the rest of this function.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8037#section-3.1">RFC 8037, section 3.1</a>
 */
final class Ed25519Verifier extends EdDSAProvider implements JWSVerifier {
    private static final String ED25519 = "Ed25519";
    private static final int KEY_BYTES = 32;

    /** The ASN.1 before the bytes of every Ed25519 key (RFC 8410, section 4). */
    private static final byte[] ENCODING = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PublicKey key;

    /**
     * @throws JOSEException if it isn't an Ed25519 key
     */
    Ed25519Verifier(OctetKeyPair pair) throws JOSEException {
        byte[] point = pair.getDecodedX();
        if (!SUPPORTED_CURVES.contains(pair.getCurve()) || point.length != KEY_BYTES) {
            throw new JOSEException("Not an Ed25519 key of 32 bytes");
        }
        byte[] encoded = new byte[ENCODING.length + KEY_BYTES];
        System.arraycopy(ENCODING, 0, encoded, 0, ENCODING.length);
        System.arraycopy(point, 0, encoded, ENCODING.length, KEY_BYTES);
        try {
            key = KeyFactory.getInstance(ED25519).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new JOSEException("Not an Ed25519 key", e);
        }
    }

    /** Returns false for a header with extensions that must be understood: there are none here. */
    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature)
            throws JOSEException {
        if (header.getCriticalParams() != null) {
            return false;
        }
        try {
            var verifier = Signature.getInstance(ED25519);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature.decode());
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new JOSEException("Ed25519 can't be verified", e);
        }
    }
}
