package dev.tablecast.local.cloud.endtoend;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import dev.tablecast.testing.http.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A token issuer with its metadata and keys over HTTP, which issues valid and invalid tokens. */
final class Issuer implements AutoCloseable {
    static final String AUDIENCE = "tablecast";

    private final TestServer server = new TestServer();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger keysAsked = new AtomicInteger();
    private final AtomicInteger keysMade = new AtomicInteger();
    private volatile RSAKey key = newKey();
    private volatile boolean silent;

    Issuer() {
        server.on(
                "/.well-known/openid-configuration",
                exchange ->
                        answer(
                                exchange,
                                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}"
                                        .formatted(url(), keysUrl())));
        server.on(
                "/keys",
                exchange -> {
                    keysAsked.incrementAndGet();
                    answer(exchange, new JWKSet(key.toPublicJWK()).toString());
                });
    }

    String url() {
        return server.uri().toString();
    }

    String keysUrl() {
        return url() + "/keys";
    }

    /** Returns the number of requests for the keys. */
    int keysAsked() {
        return keysAsked.get();
    }

    /** Signs with a new key from now on, and publishes only that. */
    void rotate() {
        key = newKey();
    }

    /** Takes connections from now on, and never answers. */
    void fallSilent() {
        silent = true;
    }

    /** Stops the issuer. */
    void stop() {
        end.countDown();
        server.close();
    }

    /** Returns a token that is valid for an hour. */
    String token() {
        return token(claims -> claims);
    }

    /** Returns a token with other claims. */
    String token(UnaryOperator<JWTClaimsSet.Builder> changed) {
        return signed(key, changed);
    }

    /** Returns a token of a given length. */
    String tokenOf(int length) {
        int padding = (length - token().length()) * 3 / 4 - 40;
        for (int more = 0; more < 240; more++) {
            String text = "x".repeat(padding + more / 3);
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .customParam("x", "x".repeat(more % 3)); // Base64 hasn't every length
            var unsigned = new SignedJWT(header.build(), claims().claim("x", text).build());
            int signature = Base64URL.encode(new byte[key.size() / 8]).toString().length();
            if (new String(unsigned.getSigningInput(), StandardCharsets.US_ASCII).length()
                            + 1
                            + signature
                    == length) {
                return serialized(unsigned);
            }
        }
        throw new IllegalStateException("no token has " + length);
    }

    private String serialized(SignedJWT unsigned) {
        try {
            unsigned.sign(new RSASSASigner(key));
            return unsigned.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a token that another key with the same id has signed. */
    String forged() {
        return signed(withId(key.getKeyID()), claims -> claims);
    }

    /** Returns a token with the id of an unknown key. */
    String withUnknownKey() {
        return signed(withId("unknown"), claims -> claims);
    }

    /** Returns a token with {@code alg} {@code none}. */
    String unsigned() {
        return new PlainJWT(claims().build()).serialize();
    }

    /** Returns a token whose HMAC secret is the public key. */
    String signedWithThePublicKeyAsSecret() {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID());
            return signed(header, new MACSigner(key.toRSAPublicKey().getEncoded()), claims());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .audience(AUDIENCE)
                .subject("ada")
                .claim("scope", "openid feed")
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)));
    }

    private String signed(RSAKey signing, UnaryOperator<JWTClaimsSet.Builder> changed) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signing.getKeyID());
            return signed(header, new RSASSASigner(signing), changed.apply(claims()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(
            JWSHeader.Builder header, JWSSigner signer, JWTClaimsSet.Builder claims)
            throws JOSEException {
        var jwt = new SignedJWT(header.build(), claims.build());
        jwt.sign(signer);
        return jwt.serialize();
    }

    private RSAKey newKey() {
        return withId("key-" + keysMade.incrementAndGet());
    }

    private static RSAKey withId(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        if (silent) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        TestServer.answer(exchange, 200, json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        stop();
    }
}
