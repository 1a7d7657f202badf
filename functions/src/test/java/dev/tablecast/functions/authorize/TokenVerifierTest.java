package dev.tablecast.functions.authorize;

import static dev.tablecast.functions.authorize.Tokens.claims;
import static dev.tablecast.functions.authorize.Tokens.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.tablecast.functions.authorize.Decision.Allowed;
import dev.tablecast.functions.authorize.Decision.Forbidden;
import dev.tablecast.functions.authorize.Decision.Reason;
import dev.tablecast.functions.authorize.Decision.Unauthenticated;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
    private static final Decision ADA = new Allowed(Optional.of(Tokens.SUBJECT), Tokens.END);
    private static final RequiredClaim FEED = new RequiredClaim("scope", "feed");
    private static final Date EARLIER = Date.from(Tokens.NOW.minusSeconds(1));

    private final FakeKeySource keys = new FakeKeySource(Tokens.RSA, Tokens.EC, Tokens.ED);
    private final TokenVerifier verifier = verifier(Tokens.policy());

    static Set<JWSAlgorithm> algorithms() {
        return SigningKeys.ALGORITHMS;
    }

    @Test
    void everyAlgorithmHasAPublicKey() {
        assertThat(algorithms())
                .hasSize(11)
                .allMatch(JWSAlgorithm.Family.SIGNATURE::contains)
                .noneMatch(JWSAlgorithm.Family.HMAC_SHA::contains);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void everyAlgorithmIsTaken(JWSAlgorithm algorithm) {
        JWK key = Tokens.keyFor(algorithm);
        keys.publish(Tokens.rsa("another"), Tokens.ED, key, Tokens.EC);

        assertThat(verifier.verify(signed(algorithm, key, claims()))).isEqualTo(ADA);
        String eves = signed(algorithm, key, claims().subject("eve"));
        String forged =
                eves.substring(0, eves.lastIndexOf('.'))
                        + signed(algorithm, key, claims()).replaceFirst("^.*[.]", ".");
        assertRefused(forged, Reason.SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void aKeyIsTakenForNoOtherAlgorithmThanItsOwn(JWSAlgorithm algorithm) throws Exception {
        JWK key = Tokens.keyFor(algorithm);
        var named = new LinkedHashMap<>(key.toPublicJWK().toJSONObject());
        named.put("alg", algorithm.equals(JWSAlgorithm.RS256) ? "PS256" : "RS256");
        keys.publish(JWK.parse(named));

        assertRefused(signed(algorithm, key, claims()), Reason.UNKNOWN_KEY);
    }

    @Test
    void bothNamesOfEd25519AreOne() throws Exception {
        var named = new LinkedHashMap<>(Tokens.ED.toPublicJWK().toJSONObject());
        named.put("alg", "EdDSA");
        keys.publish(JWK.parse(named));

        assertThat(verifier.verify(signed(JWSAlgorithm.Ed25519, Tokens.ED, claims())))
                .isEqualTo(ADA);
    }

    @Test
    void aCertificateInTheHeaderNeedNotBePublished() {
        var thumbprint = Base64URL.encode(new byte[32]);
        var header = header(JWSAlgorithm.RS256).x509CertSHA256Thumbprint(thumbprint);

        assertThat(verifier.verify(signed(header, Tokens.RSA, claims()))).isEqualTo(ADA);
    }

    static Stream<String> keysThatSignNothing() {
        return Stream.of(
                "\"use\":\"enc\"",
                "\"key_ops\":[\"encrypt\"]",
                "\"key_ops\":[\"wrapKey\",\"verify\"]",
                "\"alg\":\"RSA-OAEP-256\"",
                "\"alg\":\"HS256\"",
                "\"revoked\":{\"revoked_at\":1}");
    }

    @ParameterizedTest
    @MethodSource("keysThatSignNothing")
    void aKeyThatIsForSomethingElseIsNotTaken(String member) throws Exception {
        String key = Tokens.RSA.toPublicJWK().toJSONString();
        keys.publish(JWK.parse(key.replaceFirst("\\{", "{" + member + ",")));

        assertRefused(signed(claims()), Reason.UNKNOWN_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"key_ops\":[\"verify\"]",
                "\"key_ops\":[\"sign\",\"verify\"]",
                "\"use\":\"sig\""
            })
    void aKeyThatIsForSignaturesIsTaken(String member) throws Exception {
        String key = Tokens.RSA.toPublicJWK().toJSONString();
        keys.publish(JWK.parse(key.replaceFirst("\\{", "{" + member + ",")));

        assertThat(verifier.verify(signed(claims()))).isEqualTo(ADA);
    }

    @Test
    void aShortRsaKeyIsNotTaken() throws Exception {
        RSAKey small = new RSAKeyGenerator(1024, true).keyID("small").generate();
        keys.publish(small);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(small.toRSAPrivateKey());
        String text =
                Base64URL.encode("{\"alg\":\"RS256\",\"kid\":\"small\"}")
                        + "."
                        + Base64URL.encode(claims().build().toString());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));

        assertRefused(text + "." + Base64URL.encode(signature.sign()), Reason.UNKNOWN_KEY);
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
                        "with Ed25519, another key of this name",
                        signed(Ed25519.key(Tokens.ED.getKeyID()), claims()),
                        Reason.SIGNATURE),
                arguments(
                        "with Ed25519 and an extension that must be understood",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                                        .keyID(Tokens.ED.getKeyID())
                                        .criticalParams(Set.of("ours"))
                                        .customParam("ours", true),
                                Tokens.ED,
                                claims()),
                        Reason.SIGNATURE),
                arguments(
                        "with an algorithm of a curve that isn't taken",
                        Base64URL.encode("{\"alg\":\"ES256K\",\"kid\":\"ec-1\"}")
                                + "."
                                + payload
                                + zeros,
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
        assertThat(verifier.verify(p384)).isEqualTo(ADA);
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
                arguments(withoutAudience().claim("azp", "else"), Reason.AUDIENCE),
                arguments(
                        withoutAudience().claim("client_id", 7).claim("azp", Tokens.AUDIENCE),
                        Reason.AUDIENCE),
                arguments(
                        withoutAudience().claim("client_id", "else").claim("azp", Tokens.AUDIENCE),
                        Reason.AUDIENCE),
                arguments(withoutAudience().claim("cid", Tokens.AUDIENCE), Reason.AUDIENCE),
                arguments(
                        claims().audience("else").claim("client_id", Tokens.AUDIENCE),
                        Reason.AUDIENCE),
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
                withoutAudience().claim("client_id", List.of("else", Tokens.AUDIENCE)),
                withoutAudience().claim("azp", Tokens.AUDIENCE),
                claims().audience(List.of()).claim("azp", Tokens.AUDIENCE),
                claims().audience("").claim("azp", Tokens.AUDIENCE),
                claims().audience(List.of("", " "))
                        .claim("client_id", "")
                        .claim("azp", Tokens.AUDIENCE),
                claims().claim("client_id", "else").claim("azp", "else"),
                claims().claim("typ", "Bearer"),
                claims().claim("token_use", "access"),
                claims().claim("events", List.of("read", "write")),
                claims().claim("events", "read"),
                claims().claim("typ", 7),
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

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void aSubjectIsOptional(String subject) {
        var nobody = claims().subject(subject);

        assertThat(verifier.verify(signed(nobody)))
                .isEqualTo(new Allowed(Optional.empty(), Tokens.END));
        assertThat(verifier(Tokens.policy(FEED)).verify(signed(nobody)))
                .isEqualTo(new Forbidden(Optional.empty(), Reason.REQUIRED_CLAIM, Set.of("scope")));
    }

    @Test
    void allRequiredClaimsAreNeeded() {
        var strict = verifier(Tokens.policy(FEED, new RequiredClaim("tenant", "7")));

        assertThat(strict.verify(signed(claims().claim("scope", "openid feed"))))
                .isEqualTo(
                        new Forbidden(
                                Optional.of(Tokens.SUBJECT),
                                Reason.REQUIRED_CLAIM,
                                Set.of("tenant")));
        assertThat(strict.verify(signed(claims().claim("scope", "feed").claim("tenant", 7))))
                .isInstanceOf(Allowed.class);
        assertThat(strict.verify(signed(claims().issuer("https://evil.example.com"))))
                .isEqualTo(new Unauthenticated(Reason.ISSUER));
    }

    static Stream<String> idTokens() {
        return Stream.of(
                typed("id_token", claims()),
                typed("id_token+jwt", claims()),
                typed("application/id+jwt", claims()),
                signed(claims().claim("typ", "ID")),
                signed(claims().claim("token_use", "id")));
    }

    @ParameterizedTest
    @MethodSource("idTokens")
    void anIdTokenIsRefusedUnlessItIsAllowed(String token) {
        var lenient = verifier(allowingIdTokens());

        assertRefused(token, Reason.ID_TOKEN);
        assertThat(lenient.verify(token)).isEqualTo(ADA);
    }

    static Stream<String> tokensThatNeverLetIn() {
        var event = Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());
        return Stream.of(
                typed("logout+jwt", claims()),
                typed("LOGOUT+JWT", claims()),
                typed("application/logout+jwt", claims()),
                typed("secevent+jwt", claims()),
                signed(claims().claim("events", event)),
                signed(claims().claim("events", event).claim("typ", "ID")),
                signed(claims().claim("typ", "Logout")),
                signed(claims().claim("typ", "Refresh")),
                signed(claims().claim("typ", "Offline")),
                signed(claims().claim("token_use", "refresh")));
    }

    @ParameterizedTest
    @MethodSource("tokensThatNeverLetIn")
    void aLogoutTokenNeverLetsIn(String token) {
        assertRefused(token, Reason.NOT_AN_ACCESS_TOKEN);
        assertThat(verifier(allowingIdTokens()).verify(token))
                .isEqualTo(new Unauthenticated(Reason.NOT_AN_ACCESS_TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt", "anything"})
    void theTypeOfAnAccessTokenIsTaken(String type) {
        assertThat(verifier.verify(typed(type, claims()))).isEqualTo(ADA);
    }

    @Test
    void theLongestTokenIsTaken() {
        String longest = ofLength(TokenVerifier.MAXIMUM_LENGTH);

        assertThat(longest).hasSize(8192);
        assertThat(verifier.verify(longest)).isEqualTo(ADA);
    }

    @Test
    void whatIsTooLargeIsNotEvenVerified() {
        assertRefused("x".repeat(TokenVerifier.MAXIMUM_LENGTH + 1), Reason.TOO_LARGE);

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
        String nested = "{\"alg\":\"RS256\",\"x\":" + "[".repeat(3000) + "]".repeat(3000) + "}";

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

    private TokenVerifier verifier(TokenPolicy policy) {
        var clock = new ManualClock(Tokens.NOW);
        return new TokenVerifier(policy, new IssuerKeys(keys, clock), clock);
    }

    private static TokenPolicy allowingIdTokens() {
        var policy = Tokens.policy();
        return new TokenPolicy(
                policy.issuer(), policy.audience(), List.of(), true, Optional.empty());
    }

    private static String typed(String type, JWTClaimsSet.Builder claims) {
        return signed(
                header(JWSAlgorithm.RS256).type(new JOSEObjectType(type)), Tokens.RSA, claims);
    }

    /** Pads the claims, and the header too, because Base64 hasn't every length. */
    private static String ofLength(int length) {
        int padding = (length - signed(Tokens.EC, claims()).length()) * 3 / 4 - 40;
        for (int more = 0; more < 240; more++) {
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(Tokens.EC.getKeyID())
                            .customParam("x", "x".repeat(more % 3));
            String text = "x".repeat(padding + more / 3);
            String token = signed(header, Tokens.EC, claims().claim("padding", text));
            if (token.length() == length) {
                return token;
            }
        }
        throw new IllegalStateException("no token has " + length);
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID(Tokens.RSA.getKeyID());
    }

    private static JWTClaimsSet.Builder withoutAudience() {
        return claims().audience((String) null);
    }
}
