package dev.tablecast.local.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.local.cloud.gateway.api.Integration;
import dev.tablecast.local.cloud.gateway.api.RequestAuthorizer;
import dev.tablecast.local.cloud.gateway.api.Route;
import dev.tablecast.local.cloud.gateway.connection.GatewayLimits;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.lambda.LambdaFunction.FunctionError;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // a client may do no more than be connected
class AuthorizerIT {
    private static final String ARN =
            "arn:aws:execute-api:us-east-1:000000000000:a1b2c3d4/live/$connect";
    private static final String ALLOWED =
            """
            {"principalId": "ada", "context": {"expiresAt": 1795345200},
             "policyDocument": {"Version": "2012-10-17", "Statement": [
               {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "%s"}]}}
            """
                    .formatted(ARN);

    private final ScriptedFunction connect = ScriptedFunction.ok();

    @Test
    void theAuthorizerGetsItsEventAndTheRouteWhatItSaid() {
        ScriptedFunction authorizer = ScriptedFunction.answering(ALLOWED);
        try (WebSocketGateway gateway = start(authorizer);
                TestClient client =
                        TestClient.connect(
                                URI.create(gateway.webSocketUri() + "?a=1&a=2"), "v1", "v2")) {
            String id = Gateways.openId(gateway);
            JsonNode event = authorizer.events().getFirst();
            JsonNode route = connect.events().getFirst();

            assertThat(event.path("type").asText()).isEqualTo("REQUEST");
            assertThat(event.path("methodArn").asText()).isEqualTo(ARN);
            assertThat(event.path("headers").path("Host").asText())
                    .isEqualTo("localhost:" + gateway.port());
            assertThat(event.path("headers").path("Upgrade").asText()).isEqualTo("websocket");
            assertThat(event.path("headers").path("Connection").asText())
                    .isEqualToIgnoringCase("upgrade");
            assertThat(event.path("multiValueHeaders").path("X-Forwarded-Proto").path(0).asText())
                    .isEqualTo("http");
            assertThat(event.path("queryStringParameters").toString()).isEqualTo("{\"a\":\"2\"}");
            assertThat(event.path("multiValueQueryStringParameters").toString())
                    .isEqualTo("{\"a\":[\"1\",\"2\"]}");
            assertThat(event.path("stageVariables").toString()).isEqualTo("{}");
            assertThat(event.has("isBase64Encoded")).isFalse();
            assertThat(event.path("requestContext").path("connectionId").asText()).isEqualTo(id);
            assertThat(event.path("requestContext").path("routeKey").asText())
                    .isEqualTo("$connect");
            assertThat(event.path("requestContext").has("authorizer")).isFalse();

            assertThat(route.path("requestContext").path("authorizer").toString())
                    .isEqualTo("{\"expiresAt\":\"1795345200\",\"principalId\":\"ada\"}");
            assertThat(route.path("requestContext").path("requestId"))
                    .isEqualTo(event.path("requestContext").path("requestId"));
        }
    }

    @Test
    void everyLaterEventOfTheConnectionHasWhatTheAuthorizerSaid() {
        ScriptedFunction later = ScriptedFunction.ok();
        String said =
                ALLOWED.replace("\"expiresAt\"", "\"claims\": \"{\\\"a\\\":1}\", \"expiresAt\"");
        try (WebSocketGateway gateway =
                        Gateways.start(
                                guarded(ScriptedFunction.answering(said)),
                                later.on("subscribe"),
                                later.on("$disconnect"));
                TestClient client = TestClient.connect(gateway)) {
            client.send("{\"action\":\"subscribe\"}");
            client.send("{\"action\":\"subscribe\"}");
            await().until(() -> later.events().size() == 2);
            client.socket().sendClose(1000, "").join();
            await().until(() -> later.events().size() == 3);
        }

        assertThat(later.events())
                .allSatisfy(
                        event ->
                                assertThat(event.at("/requestContext/authorizer").toString())
                                        .isEqualTo(
                                                "{\"claims\":\"{\\\"a\\\":1}\","
                                                        + "\"expiresAt\":\"1795345200\","
                                                        + "\"principalId\":\"ada\"}"));
    }

    @Test
    void withoutAnAuthorizerTheRouteHearsOfNone() {
        try (WebSocketGateway gateway = Gateways.start(connect.on("$connect"));
                TestClient client = TestClient.connect(gateway)) {
            assertThat(connect.events().getFirst().path("requestContext").has("authorizer"))
                    .isFalse();
        }
    }

    @Test
    void aPolicyThatDeniesRefusesTheUpgradeWith403() throws Exception {
        assertRefused(
                ScriptedFunction.answering(ALLOWED.replace("Allow", "Deny")), 403, "Forbidden");
    }

    @Test
    void unauthorizedRefusesTheUpgradeWith401() throws Exception {
        String error = "{\"errorMessage\":\"Unauthorized\",\"errorType\":\"any\"}";

        assertRefused(
                ScriptedFunction.of(
                        event -> new FunctionError("any", error.getBytes(StandardCharsets.UTF_8))),
                401,
                "Unauthorized");
    }

    @Test
    void anyOtherFailureRefusesTheUpgradeWith500() throws Exception {
        assertRefused(
                ScriptedFunction.of(event -> new LambdaFunction.Throttled()),
                500,
                "Internal server error");
        assertRefused(
                ScriptedFunction.of(event -> new FunctionError("Runtime.ExitError")),
                500,
                "Internal server error");
        assertRefused(
                ScriptedFunction.of(
                        event -> {
                            throw new IllegalStateException("expected");
                        }),
                500,
                "Internal server error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "\"Allow\"", "{\"statusCode\":200}", "not json"})
    void anAnswerThatIsNoAuthorizersRefusesTheUpgradeWith500(String answer) throws Exception {
        assertRefused(ScriptedFunction.answering(answer), 500, "Internal server error");
    }

    @Test
    void anAuthorizerThatTakesTooLongRefusesTheUpgradeWith500() {
        CountDownLatch never = new CountDownLatch(1);
        ScriptedFunction slow = ScriptedFunction.of(event -> Latches.await(never));
        GatewayLimits limits = GatewayLimits.aws().withIntegrationTimeout(Duration.ofMillis(50));
        try (WebSocketGateway gateway = Gateways.builder(guarded(slow)).limits(limits).start()) {
            assertThat(status(gateway)).isEqualTo(500);
            assertThat(gateway.connections()).isEmpty();
        }
        assertThat(connect.events()).isEmpty();
    }

    private void assertRefused(LambdaFunction authorizer, int status, String message)
            throws Exception {
        try (WebSocketGateway gateway = start(authorizer)) {
            assertThat(status(gateway)).isEqualTo(status);
            assertThat(gateway.connections()).isEmpty();
            try (RawSocket raw = RawSocket.connect(gateway)) {
                JsonNode body = new ObjectMapper().readTree(raw.readBody(raw.readHead()));

                assertThat(body.path("message").asText()).isEqualTo(message);
                assertThat(body.propertyStream().map(java.util.Map.Entry::getKey))
                        .containsExactly("message", "connectionId", "requestId");
            }
        }
        assertThat(connect.events()).isEmpty();
    }

    private WebSocketGateway start(LambdaFunction authorizer) {
        return Gateways.start(guarded(authorizer));
    }

    private Route guarded(LambdaFunction authorizer) {
        return new Route(
                "$connect",
                new Integration.LambdaProxy(connect),
                false,
                Optional.of(new RequestAuthorizer(authorizer, ARN)));
    }

    private static int status(WebSocketGateway gateway) {
        CompletionException thrown =
                catchThrowableOfType(CompletionException.class, () -> TestClient.connect(gateway));
        return ((WebSocketHandshakeException) thrown.getCause()).getResponse().statusCode();
    }
}
