package dev.tablecast.functions.authorize;

import dev.tablecast.functions.snapstart.Rehearsal;
import dev.tablecast.functions.snapstart.Stage;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * A token of an issuer that is there for as long as the rehearsal.
 *
 * @param keys made for it, and known to no other handler
 */
record TokenRehearsal(KeyPair keys) implements Rehearsal {
    private static final int KEY_BITS = 2048;

    /** An expiry in the year 9999, so that the rehearsal needs no clock. */
    private static final long END = 253_402_300_799L;

    static TokenRehearsal withNewKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return new TokenRehearsal(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }

    /** The issuer's: where its keys are, and the keys. */
    @Override
    public String answer(URI endpoint, String target) {
        var key = (RSAPublicKey) keys.getPublic();
        return """
        {"issuer": "%1$s", "jwks_uri": "%1$s/keys",
         "keys": [{"kty": "RSA", "kid": "1", "n": "%2$s", "e": "%3$s"}]}
        """
                .formatted(
                        endpoint,
                        base64(unsigned(key.getModulus())),
                        base64(unsigned(key.getPublicExponent())));
    }

    @Override
    public void play(Stage stage) {
        String issuer = stage.endpoint().toString();
        var environment =
                stage.with("JWT_ISSUER", issuer)
                        .with("JWKS_URL", "")
                        .with("JWT_AUDIENCE", "rehearsal")
                        .with("JWT_AUDIENCE_CLAIMS", "")
                        .with("JWT_ALLOW_ID_TOKENS", "")
                        .with("JWT_REQUIRED_CLAIMS", "scope=rehearsal")
                        .with("ROW_ACCESS", "#owner = :claim.sub")
                        .environment();
        stage.invoke(new AuthorizeHandler(environment), event(token(issuer)));
    }

    private static String event(String token) {
        return """
        {"type": "REQUEST", "methodArn": "rehearsal",
         "headers": {"Sec-WebSocket-Protocol": "tablecast, bearer.%s"}, "stageVariables": {},
         "requestContext": {"routeKey": "$connect", "eventType": "CONNECT", "connectedAt": 0,
           "requestTimeEpoch": 0, "connectionId": "rehearsal", "stage": "rehearsal"}}
        """
                .formatted(token);
    }

    private String token(String issuer) {
        String claims =
                "{\"iss\":\"%s\",\"aud\":\"rehearsal\",\"sub\":\"rehearsal\",\"scope\":\"rehearsal\",\"exp\":%d}"
                        .formatted(issuer, END);
        String signed = base64("{\"alg\":\"RS256\",\"kid\":\"1\"}") + "." + base64(claims);
        return signed + "." + base64(signature(signed));
    }

    private byte[] signature(String text) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with RSA keys", e);
        }
    }

    /** Returns the magnitude without the leading sign byte. */
    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
