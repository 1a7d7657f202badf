package dev.tablecast.functions.authorize;

import static dev.tablecast.functions.Invocation.event;
import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.authorize.Tokens.claims;
import static dev.tablecast.functions.authorize.Tokens.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.tablecast.functions.authorize.Decision.Allowed;
import dev.tablecast.functions.authorize.Decision.Forbidden;
import dev.tablecast.functions.authorize.Decision.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessClaimsTest {
    private static final String TENANT = "tenant = :claim.tenant";

    private final ManualClock clock = new ManualClock(Tokens.NOW);
    private final FakeKeySource keys = new FakeKeySource(Tokens.RSA);

    @Test
    void theClaimsThatRowAccessNamesAndNoOthersAreHandedOn() {
        JsonNode answer =
                authorize(
                        "tenant = :claim.tenant AND (#public = :true OR contains(readers,"
                                + " :claim.sub))",
                        signed(claims().claim("tenant", "t1").claim("secret", "s")));

        assertThat(answer.at("/context/claims").textValue())
                .isEqualTo("{\"sub\":\"ada\",\"tenant\":\"t1\"}");
        assertThat(answer.get("context").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("claims", "expiresAt", "sub");
        assertThat(effect(answer)).isEqualTo("Allow");
    }

    @Test
    void withoutRowAccessThereAreNone() {
        JsonNode answer =
                invoke(
                        new AuthorizeHandler(Tokens.policy(), keys, clock),
                        bearer(signed(claims().claim("tenant", "t1"))));

        assertThat(answer.get("context").has("claims")).isFalse();
    }

    /** A double would make another tenant of the second. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"t1\"",
                "\"\"",
                "\"\\\"ü\u2028\"",
                "9007199254740993",
                "0.10000000000000000000000000000000001",
                "true",
                "[]",
                "[\"a\",1,false]"
            })
    void aValueIsHandedOnToTheLetter(String value) {
        assertThat(decide("tenant IN (:claim.tenant)", "\"tenant\":" + value))
                .isInstanceOfSatisfying(
                        Allowed.class,
                        allowed ->
                                assertThat(allowed.claims())
                                        .hasValue("{\"tenant\":" + value + "}"));
    }

    @Test
    void aClaimIsNamedAsItsIssuerNamesIt() {
        assertThat(
                        decide(
                                "tenant IN (:claim.cognito:groups, :claim.https://a.test/org)",
                                "\"cognito:groups\":[\"a\"],\"https://a.test/org\":\"b\""))
                .isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\":1", "\"tenant\":null", "\"a\":{\"tenant\":\"t1\"}"})
    void aTokenWithoutTheClaimIsForbidden(String payload) {
        assertThat(decide(TENANT, payload))
                .isEqualTo(forbidden(Reason.ROW_ACCESS_CLAIM_MISSING, "tenant"));
    }

    @Test
    void everyMissingClaimIsNamed() {
        assertThat(decide("a = :claim.b OR c = :claim.d OR e = :claim.a", "\"d\":{}"))
                .isEqualTo(forbidden(Reason.ROW_ACCESS_CLAIM_MISSING, "a", "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":1}",
                "[{}]",
                "[[\"a\"]]",
                "[\"a\",null]",
                // More digits than DynamoDB has.
                "123456789012345678901234567890123456789"
            })
    void anObjectOrAListOfAnythingElseThanValuesIsForbidden(String value) {
        assertThat(decide(TENANT, "\"tenant\":" + value))
                .isEqualTo(forbidden(Reason.ROW_ACCESS_CLAIM_TYPE, "tenant"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "begins_with(p, :claim.tenant) | 1",
                "NOT begins_with(p, :claim.tenant) | true",
                "attribute_type(a, :claim.tenant) | 'XX'",
                "a < :claim.tenant | [1]"
            })
    void aTypeThatTheExpressionCannotUseIsForbidden(String expression, String value) {
        assertThat(decide(expression, "\"tenant\":" + value.replace('\'', '"')))
                .isEqualTo(forbidden(Reason.ROW_ACCESS_CLAIM_TYPE, "tenant"));
    }

    @Test
    void claimsOfTwoKilobytesAreTheMost() {
        String fits = "\"tenant\":\"%s\"".formatted("ü".repeat((2048 - 13) / 2) + "x");

        assertThat(decide(TENANT, fits))
                .isInstanceOfSatisfying(
                        Allowed.class,
                        allowed ->
                                assertThat(allowed.claims().orElseThrow().getBytes())
                                        .hasSize(2048));
        assertThat(decide(TENANT, fits.replace("x", "xx")))
                .isEqualTo(forbidden(Reason.ROW_ACCESS_CLAIMS_TOO_LARGE, "tenant"));
        assertThat(decide(TENANT, fits + ",\"other\":\"" + "x".repeat(1000) + "\""))
                .isInstanceOf(Allowed.class);
    }

    @Test
    void whoLacksAClaimIsDeniedAndToldNothing() {
        JsonNode answer = authorize(TENANT, signed(claims().claim("tenant", Map.of("a", 1))));

        assertThat(effect(answer)).isEqualTo("Deny");
        assertThat(answer.get("context")).isEmpty();
    }

    private JsonNode authorize(String rowAccess, String token) {
        return invoke(
                new AuthorizeHandler(Tokens.policyWithRowAccess(rowAccess), keys, clock),
                bearer(token));
    }

    /** Decides by a token whose payload is written so, besides what every token has. */
    private Decision decide(String rowAccess, String payload) {
        String claims =
                "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"ada\",\"exp\":%d,%s}"
                        .formatted(
                                Tokens.ISSUER,
                                Tokens.AUDIENCE,
                                Tokens.END.getEpochSecond(),
                                payload);
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(Tokens.RSA.getKeyID()).build();
        var token = new JWSObject(header, new Payload(claims));
        try {
            token.sign(new RSASSASigner(Tokens.RSA));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return new TokenVerifier(
                        Tokens.policyWithRowAccess(rowAccess), new IssuerKeys(keys, clock), clock)
                .verify(token.serialize());
    }

    private static Forbidden forbidden(Reason reason, String... claims) {
        return new Forbidden(Optional.of(Tokens.SUBJECT), reason, Set.copyOf(List.of(claims)));
    }

    private static String effect(JsonNode answer) {
        return answer.at("/policyDocument/Statement/0/Effect").textValue();
    }

    private static JsonNode bearer(String token) {
        JsonNode event = event("authorize");
        ((ObjectNode) event.get("headers")).put("Authorization", "Bearer " + token);
        return event;
    }
}
