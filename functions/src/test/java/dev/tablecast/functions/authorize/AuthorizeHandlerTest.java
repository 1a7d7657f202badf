package dev.tablecast.functions.authorize;

import static dev.tablecast.functions.Invocation.event;
import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static dev.tablecast.functions.authorize.Tokens.claims;
import static dev.tablecast.functions.authorize.Tokens.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizeHandlerTest {
    private final ManualClock clock = new ManualClock(Tokens.NOW);
    private final FakeKeySource keys = new FakeKeySource(Tokens.RSA, Tokens.EC);
    private final AuthorizeHandler handler = new AuthorizeHandler(Tokens.policy(), keys, clock);

    @Test
    void aTokenThatHoldsAllowsThisConnectionAndSaysWhoAndUntilWhen() {
        assertThat(authorized(signed(claims())))
                .isEqualTo(
                        json(
                                """
                                {"principalId": "ada",
                                 "policyDocument": {"Version": "2012-10-17", "Statement": [
                                   {"Action": "execute-api:Invoke", "Effect": "Allow",
                                    "Resource": "arn:aws:execute-api:us-east-1:123456789012:abcd123456/live/$connect"}]},
                                 "context": {"expiresAt": 1795345200, "sub": "ada"}}
                                """));
    }

    @Test
    void aTokenComesInTheAuthorizationHeaderOrAsASubProtocol() {
        String token = signed(claims());

        for (JsonNode event :
                List.of(
                        with("Authorization", "Bearer " + token),
                        with("authorization", "bearer " + token),
                        with("Sec-WebSocket-Protocol", "tablecast, bearer." + token),
                        with("sec-websocket-protocol", "bearer." + token + ",tablecast"))) {
            assertThat(effect(invoke(handler, event))).isEqualTo("Allow");
        }
    }

    @Test
    void aTokenInTheQueryStringIsNotRead() {
        JsonNode event = event("authorize");
        ((ObjectNode) event.get("queryStringParameters")).put("token", signed(claims()));

        assertUnauthorized(event);
    }

    @Test
    void aSchemeOfSomeoneElseDoesNotHideTheToken() {
        JsonNode event = with("Sec-WebSocket-Protocol", "tablecast, bearer." + signed(claims()));
        headers(event).put("Authorization", "Basic YWRhOnNlY3JldA==");

        assertThat(effect(invoke(handler, event))).isEqualTo("Allow");
    }

    @Test
    void severalTokensAreRefusedEvenIfEachHolds() {
        String token = signed(claims());
        JsonNode twoWays = with("Authorization", "Bearer " + token);
        headers(twoWays).put("Sec-WebSocket-Protocol", "tablecast, bearer." + token);

        assertUnauthorized(twoWays);
        assertUnauthorized(with("Sec-WebSocket-Protocol", "bearer." + token + ", bearer.other"));
    }

    @Test
    void aTokenWithoutASubjectIsAllowedAsNobody() {
        JsonNode answer = authorized(signed(claims().subject(null)));

        assertThat(effect(answer)).isEqualTo("Allow");
        assertThat(answer.get("principalId").textValue()).isNotEmpty();
        assertThat(answer.get("context")).isEqualTo(json("{'expiresAt': 1795345200}"));
    }

    @Test
    void everyLineOfAHeaderIsRead() {
        String protocol = "bearer." + signed(claims());

        for (JsonNode event :
                List.of(
                        withLines("Sec-WebSocket-Protocol", "tablecast", protocol),
                        withLines("Sec-WebSocket-Protocol", protocol, "tablecast"),
                        withLines("sec-websocket-protocol", "", " , ", protocol + ", ", "chat"),
                        withLines("AUTHORIZATION", "Bearer " + signed(claims()), "Basic YWRhOg=="),
                        withLines(
                                "Authorization", "Basic YWRhOg==", "bearer " + signed(claims())))) {
            assertThat(effect(invoke(handler, event))).isEqualTo("Allow");
        }
    }

    @Test
    void severalTokensOnSeveralLinesAreRefusedEvenIfEachIsValid() {
        String token = signed(claims());

        assertUnauthorized(withLines("Authorization", "Bearer " + token, "Bearer " + token));
        assertUnauthorized(
                withLines("Sec-WebSocket-Protocol", "bearer." + token, "bearer." + token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YWRhOnNlY3JldA=="})
    void aHeaderWithoutATokenIsRefused(String authorization) {
        assertUnauthorized(with("Authorization", authorization));
    }

    @Test
    void noTokenIsRefused() {
        assertUnauthorized(event("authorize"));
        JsonNode withoutHeaders = event("authorize");
        ((ObjectNode) withoutHeaders).remove("headers");
        assertUnauthorized(withoutHeaders);
    }

    @Test
    void aTokenThatHeldIsRefusedWhenItHasEnded() {
        String token = signed(claims());
        assertThat(effect(authorized(token))).isEqualTo("Allow");

        clock.pass(Duration.ofHours(1));

        assertUnauthorized(bearer(token));
    }

    @Test
    void aTokenWithoutARequiredClaimIsDeniedAndNotUnknown() {
        var strict =
                new AuthorizeHandler(
                        Tokens.policy(
                                new RequiredClaim("scope", "feed"),
                                new RequiredClaim("tenant", "7")),
                        keys,
                        clock);

        JsonNode denied = invoke(strict, bearer(signed(claims().claim("scope", "openid feed"))));
        JsonNode allowed =
                invoke(strict, bearer(signed(claims().claim("scope", "feed").claim("tenant", 7))));

        assertThat(effect(denied)).isEqualTo("Deny");
        assertThat(denied.get("principalId").textValue()).isEqualTo("ada");
        assertThat(denied.get("context")).isEmpty();
        assertThat(effect(allowed)).isEqualTo("Allow");
        assertThatThrownBy(() -> invoke(strict, bearer(signed(claims().issuer("other")))))
                .isInstanceOf(UnauthorizedException.class);
    }

    private JsonNode authorized(String token) {
        return invoke(handler, bearer(token));
    }

    /** The message is what API Gateway looks at, and all that it may say. */
    private void assertUnauthorized(JsonNode event) {
        assertThatThrownBy(() -> invoke(handler, event))
                .isInstanceOf(UnauthorizedException.class)
                .hasMessage("Unauthorized")
                .hasNoCause();
    }

    private static String effect(JsonNode answer) {
        return answer.at("/policyDocument/Statement/0/Effect").textValue();
    }

    private static JsonNode bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    private static JsonNode with(String header, String value) {
        JsonNode event = event("authorize");
        headers(event).put(header, value);
        return event;
    }

    /**
     * Returns an event with a header of several lines, as API Gateway sends it: the last line, and
     * all lines.
     */
    private static JsonNode withLines(String header, String... lines) {
        JsonNode event = with(header, lines[lines.length - 1]);
        ArrayNode all = ((ObjectNode) event.get("multiValueHeaders")).putArray(header);
        List.of(lines).forEach(all::add);
        return event;
    }

    private static ObjectNode headers(JsonNode event) {
        return (ObjectNode) event.get("headers");
    }
}
