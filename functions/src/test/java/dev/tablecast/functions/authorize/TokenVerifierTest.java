package dev.tablecast.functions.authorize;

import static dev.tablecast.functions.authorize.Tokens.claims;
import static dev.tablecast.functions.authorize.Tokens.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.tablecast.functions.authorize.Decision.Allowed;
import dev.tablecast.functions.authorize.Decision.Forbidden;
import dev.tablecast.functions.authorize.Decision.Reason;
import dev.tablecast.functions.authorize.Decision.Unauthenticated;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
    private static final Date EARLIER = Date.from(Tokens.NOW.minusSeconds(1));

    private final FakeKeySource keys = new FakeKeySource(Tokens.RSA, Tokens.EC);
    private final TokenVerifier verifier = verifier(List.of());

    @Test
    void bothAlgorithmsAreTaken() {
        assertThat(verifier.verify(signed(Tokens.RSA, claims())))
                .isEqualTo(new Allowed(Tokens.SUBJECT, Tokens.END));
        assertThat(verifier.verify(signed(Tokens.EC, claims())))
                .isEqualTo(new Allowed(Tokens.SUBJECT, Tokens.END));
    }

    @Test
    void aTokenWithoutAKeyIdIsTriedWithEveryKeyOfItsKind() {
        keys.publish(Tokens.rsa("another"), Tokens.EC, Tokens.RSA);
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256);

        assertThat(verifier.verify(signed(header, Tokens.RSA, claims())))
                .isInstanceOf(Allowed.class);
    }

    static Stream<Arguments> forged() {
        RSAKey own = Tokens.rsa(Tokens.RSA.getKeyID());
        String good = signed(claims());
        String signature = good.substring(good.lastIndexOf('.'));
        String header = good.substring(0, good.indexOf('.'));
        String payload = Base64URL.encode(claims().subject("eve").build().toString()).toString();
        String zeros = "." + Base64URL.encode(new byte[64]);
        return Stream.of(
                arguments("with another key of this name", signed(own, claims()), Reason.SIGNATURE),
                arguments(
                        "with a key of its own",
                        signed(Tokens.rsa("unknown"), claims()),
                        Reason.UNKNOWN_KEY),
                arguments(
                        "with a key that it brings itself",
                        signed(header(JWSAlgorithm.RS256).jwk(own.toPublicJWK()), own, claims()),
                        Reason.SIGNATURE),
                arguments(
                        "with other claims", header + "." + payload + signature, Reason.SIGNATURE),
                arguments(
                        "with an empty signature",
                        good.substring(0, good.lastIndexOf('.') + 1),
                        Reason.NOT_A_SIGNED_JWT),
                arguments(
                        "with no signature",
                        good.substring(0, good.lastIndexOf('.')),
                        Reason.NOT_A_SIGNED_JWT),
                arguments(
                        "with RS512",
                        signed(header(JWSAlgorithm.RS512), Tokens.RSA, claims()),
                        Reason.ALGORITHM),
                arguments(
                        "with PS256",
                        signed(header(JWSAlgorithm.PS256), Tokens.RSA, claims()),
                        Reason.ALGORITHM),
                arguments(
                        "with an extension that must be understood",
                        signed(
                                header(JWSAlgorithm.RS256)
                                        .criticalParams(Set.of("ours"))
                                        .customParam("ours", true),
                                Tokens.RSA,
                                claims()),
                        Reason.SIGNATURE),
                arguments("unsigned", Tokens.unsigned(claims()), Reason.NOT_A_SIGNED_JWT),
                arguments(
                        "unsigned, with a signature",
                        Tokens.unsigned(claims()) + "anything",
                        Reason.NOT_A_SIGNED_JWT),
                arguments(
                        "with zeros, which broken verifiers take for any message",
                        Base64URL.encode("{\"alg\":\"ES256\",\"kid\":\"ec-1\"}")
                                + "."
                                + payload
                                + zeros,
                        Reason.SIGNATURE),
                arguments(
                        "with the other kind of key",
                        Base64URL.encode("{\"alg\":\"ES256\",\"kid\":\"rsa-1\"}")
                                + "."
                                + payload
                                + zeros,
                        Reason.UNKNOWN_KEY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void aForgedTokenIsRefused(String what, String token, Reason reason) {
        assertThat(verifier.verify(token)).as(what).isEqualTo(new Unauthenticated(reason));
    }

    @Test
    void thePublicKeyIsNoSecret() throws Exception {
        RSAKey key = Tokens.RSA.toPublicJWK();
        byte[] encoded = key.toRSAPublicKey().getEncoded();
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        byte[] pem =
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                        .formatted(lines)
                        .getBytes(StandardCharsets.UTF_8);
        byte[] json = key.toJSONString().getBytes(StandardCharsets.UTF_8);

        for (byte[] secret : List.of(pem, encoded, key.getModulus().decode(), json)) {
            assertRefused(
                    Tokens.signedWithThePublicKeyAsSecret(secret, claims()), Reason.ALGORITHM);
        }
        // Nothing of it depends on what the key says that it is for.
        keys.publish(new RSAKey.Builder(key).algorithm(JWSAlgorithm.HS256).build());
        assertRefused(Tokens.signedWithThePublicKeyAsSecret(pem, claims()), Reason.ALGORITHM);
    }

    @Test
    void aKeyForEncryptionOrOnAnotherCurveSignsNothing() {
        JWK curve = Tokens.ec(Curve.P_384, "p-384");
        keys.publish(new RSAKey.Builder(Tokens.RSA).keyUse(KeyUse.ENCRYPTION).build(), curve);
        String p384 = signed(header(JWSAlgorithm.ES384).keyID("p-384"), curve, claims());
        String claimingP256 =
                Base64URL.encode("{\"alg\":\"ES256\",\"kid\":\"p-384\"}")
                        + p384.substring(p384.indexOf('.'));

        assertRefused(signed(claims()), Reason.UNKNOWN_KEY);
        assertRefused(p384, Reason.ALGORITHM);
        assertThat(verifier.verify(claimingP256)).isInstanceOf(Unauthenticated.class);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments(claims().issuer("https://issuer.example.com"), Reason.ISSUER),
                arguments(claims().issuer("https://evil.example.com/"), Reason.ISSUER),
                arguments(claims().issuer(null), Reason.ISSUER),
                arguments(claims().audience("someone-else"), Reason.AUDIENCE),
                arguments(claims().audience(List.of("else", "tablecast-admin")), Reason.AUDIENCE),
                arguments(withoutAudience(), Reason.AUDIENCE),
                arguments(withoutAudience().claim("client_id", "else"), Reason.AUDIENCE),
                arguments(
                        withoutAudience().claim("client_id", List.of(Tokens.AUDIENCE)),
                        Reason.AUDIENCE),
                arguments(
                        claims().audience("else").claim("client_id", Tokens.AUDIENCE),
                        Reason.AUDIENCE),
                arguments(claims().subject(null), Reason.INCOMPLETE),
                arguments(claims().subject(""), Reason.INCOMPLETE),
                arguments(claims().expirationTime(null), Reason.INCOMPLETE),
                arguments(claims().expirationTime(EARLIER), Reason.EXPIRED),
                arguments(claims().expirationTime(Date.from(Tokens.NOW)), Reason.EXPIRED),
                arguments(
                        claims().notBeforeTime(Date.from(Tokens.NOW.plusSeconds(31))),
                        Reason.NOT_YET_VALID));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aClaimThatIsWrongOrMissingIsRefused(JWTClaimsSet.Builder claims, Reason reason) {
        assertRefused(signed(claims), reason);
    }

    static Stream<JWTClaimsSet.Builder> right() {
        return Stream.of(
                claims().audience(List.of("someone-else", Tokens.AUDIENCE)),
                withoutAudience().claim("client_id", Tokens.AUDIENCE),
                claims().notBeforeTime(EARLIER),
                claims().notBeforeTime(Date.from(Tokens.NOW.plusSeconds(30))),
                claims().expirationTime(Date.from(Tokens.NOW.plusSeconds(1))),
                claims().issueTime(Date.from(Tokens.NOW.plusSeconds(5))));
    }

    @ParameterizedTest
    @MethodSource("right")
    void aClaimThatHoldsInAnotherWayIsTaken(JWTClaimsSet.Builder claims) {
        assertThat(verifier.verify(signed(claims))).isInstanceOf(Allowed.class);
    }

    @Test
    void allRequiredClaimsAreNeeded() {
        var strict =
                verifier(
                        List.of(
                                new RequiredClaim("scope", "feed"),
                                new RequiredClaim("tenant", "7")));

        assertThat(strict.verify(signed(claims().claim("scope", "openid feed"))))
                .isEqualTo(new Forbidden(Tokens.SUBJECT, Reason.REQUIRED_CLAIM));
        assertThat(strict.verify(signed(claims().claim("scope", "feed").claim("tenant", 7))))
                .isInstanceOf(Allowed.class);
        assertThat(strict.verify(signed(claims().issuer("https://evil.example.com"))))
                .isEqualTo(new Unauthenticated(Reason.ISSUER));
    }

    @Test
    void whatIsTooLargeIsNotEvenVerified() {
        String padding = "x".repeat(TokenVerifier.MAXIMUM_LENGTH);

        assertRefused(signed(claims().claim("padding", padding)), Reason.TOO_LARGE);

        assertThat(keys.fetches()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                ".",
                "..",
                "a.b.c",
                "a.b.c.d.e",
                "e30.e30.e30",
                "bnVsbA.bnVsbA.bnVsbA",
                "W10.W10.W10",
                "eyJhbGciOiJSUzI1NiIsImtpZCI6N30.e30.AA",
                "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOiJub3cifQ.AA",
                "ünïcödé.ünïcödé.ünïcödé"
            })
    void whatIsNoTokenIsRefused(String text) {
        assertRefused(text, Reason.NOT_A_SIGNED_JWT);
    }

    @Test
    void aHeaderThatIsNestedTooDeeplyIsRefused() {
        String nested = "{\"alg\":\"RS256\",\"x\":" + "[".repeat(1400) + "]".repeat(1400) + "}";

        assertRefused(Base64URL.encode(nested) + ".e30.AA", Reason.NOT_A_SIGNED_JWT);
    }

    @Test
    void aTokenWithAnyByteChangedIsRefused() {
        String[] parts = signed(Tokens.EC, claims()).split("\\.");
        var random = new Random(1);

        for (int i = 0; i < 1000; i++) {
            int part = random.nextInt(3);
            byte[] bytes = new Base64URL(parts[part]).decode();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            String[] changed = parts.clone();
            changed[part] = Base64URL.encode(bytes).toString();
            assertThat(verifier.verify(String.join(".", changed)))
                    .isInstanceOf(Unauthenticated.class);
        }
    }

    @Test
    void anyPrefixOfATokenIsRefused() {
        String token = signed(Tokens.EC, claims());

        for (int length = 1; length < token.length(); length++) {
            assertThat(verifier.verify(token.substring(0, length)))
                    .isInstanceOf(Unauthenticated.class);
        }
    }

    @Test
    void whileNoKeyIsKnownNobodyIsLetIn() {
        keys.goDown();

        assertRefused(signed(claims()), Reason.UNKNOWN_KEY);
    }

    private void assertRefused(String token, Reason reason) {
        assertThat(verifier.verify(token)).isEqualTo(new Unauthenticated(reason));
    }

    private TokenVerifier verifier(List<RequiredClaim> requiredClaims) {
        var clock = new ManualClock(Tokens.NOW);
        return new TokenVerifier(
                new TokenPolicy(Tokens.ISSUER, List.of("any", Tokens.AUDIENCE), requiredClaims),
                new IssuerKeys(keys, clock),
                clock);
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID(Tokens.RSA.getKeyID());
    }

    private static JWTClaimsSet.Builder withoutAudience() {
        return claims().audience((String) null);
    }
}
