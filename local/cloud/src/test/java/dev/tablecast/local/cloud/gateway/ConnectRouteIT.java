package dev.tablecast.local.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import dev.tablecast.local.cloud.gateway.connection.GatewayLimits;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

@SuppressWarnings("try") // a client may do no more than be connected
class ConnectRouteIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theFunctionGetsTheProxyEvent() {
        ScriptedFunction connect = ScriptedFunction.ok();
        try (WebSocketGateway gateway = Gateways.start(connect.on("$connect"));
                TestClient client =
                        TestClient.connect(
                                URI.create(gateway.webSocketUri() + "?a=1&a=2&b=x%20y"), "v1")) {
            String id = Gateways.openId(gateway);
            JsonNode event = connect.events().getFirst();
            JsonNode context = event.path("requestContext");

            assertThat(event.path("headers").path("Host").asText())
                    .isEqualTo("localhost:" + gateway.port());
            assertThat(event.path("headers").path("Sec-WebSocket-Protocol").asText())
                    .isEqualTo("v1");
            assertThat(event.path("headers").has("Upgrade")).isFalse();
            assertThat(event.path("multiValueHeaders").path("X-Forwarded-Proto").path(0).asText())
                    .isEqualTo("http");
            assertThat(event.path("queryStringParameters").toString())
                    .isEqualTo("{\"a\":\"2\",\"b\":\"x y\"}");
            assertThat(event.path("multiValueQueryStringParameters").toString())
                    .isEqualTo("{\"a\":[\"1\",\"2\"],\"b\":[\"x y\"]}");
            assertThat(event.path("isBase64Encoded").isBoolean()).isTrue();
            assertThat(context.path("routeKey").asText()).isEqualTo("$connect");
            assertThat(context.path("eventType").asText()).isEqualTo("CONNECT");
            assertThat(context.path("messageDirection").asText()).isEqualTo("IN");
            assertThat(context.path("stage").asText()).isEqualTo("live");
            assertThat(context.path("apiId").asText()).isEqualTo("a1b2c3d4");
            assertThat(context.path("connectionId").asText()).isEqualTo(id);
            assertThat(context.path("domainName").asText())
                    .isEqualTo("localhost:" + gateway.port());
            assertThat(context.path("requestTime").asText())
                    .matches("\\d{2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2} \\+0000");
            assertThat(context.path("requestTimeEpoch").asLong())
                    .isGreaterThanOrEqualTo(context.path("connectedAt").asLong());
            assertThat(context.path("identity").path("sourceIp").asText()).isNotEmpty();
            assertThat(context.path("identity").path("userAgent").asText())
                    .startsWith("Java-http-client");
            assertThat(context.path("requestId").asText())
                    .isNotEmpty()
                    .isEqualTo(context.path("extendedRequestId").asText());
        }
    }

    @Test
    void withoutAQueryThereAreNoParameters() {
        ScriptedFunction connect = ScriptedFunction.ok();
        try (WebSocketGateway gateway = Gateways.start(connect.on("$connect"));
                TestClient client = TestClient.connect(gateway)) {
            assertThat(connect.events().getFirst().has("queryStringParameters")).isFalse();
            assertThat(connect.events().getFirst().has("multiValueQueryStringParameters"))
                    .isFalse();
        }
    }

    @Test
    void anApiWithoutConnectAcceptsEveryone() {
        try (WebSocketGateway gateway = Gateways.start();
                TestClient client = TestClient.connect(gateway)) {
            assertThat(Gateways.openId(gateway)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, Unauthorized",
        "403, Forbidden",
        "400, Bad Request",
        "500, Internal server error"
    })
    void anAnswerThatIsNotSuccessRefusesTheUpgrade(int status, String message) throws Exception {
        ScriptedFunction connect = ScriptedFunction.answering("{\"statusCode\":" + status + "}");
        try (WebSocketGateway gateway = Gateways.start(connect.on("$connect"))) {
            assertThat(refusal(gateway).getResponse().statusCode()).isEqualTo(status);
            assertThat(gateway.connections()).isEmpty();

            JsonNode body = JSON.readTree(refusedBody(gateway));
            String id =
                    connect.events().get(1).path("requestContext").path("connectionId").asText();
            assertThat(body.path("message").asText()).isEqualTo(message);
            assertThat(body.path("connectionId").asText()).isEqualTo(id);
            assertThat(body.path("requestId").asText()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "\"ok\"", "{\"statusCode\":\"no\"}"})
    void aMalformedAnswerRefusesTheUpgradeWith502(String answer) {
        try (WebSocketGateway gateway =
                Gateways.start(ScriptedFunction.answering(answer).on("$connect"))) {
            assertThat(refusal(gateway).getResponse().statusCode()).isEqualTo(502);
            assertThat(gateway.connections()).isEmpty();
        }
    }

    @Test
    void aFunctionThatFailsRefusesTheUpgradeWith502() {
        ScriptedFunction error =
                ScriptedFunction.of(event -> new LambdaFunction.FunctionError("Unhandled"));
        ScriptedFunction thrown =
                ScriptedFunction.of(
                        event -> {
                            throw new IllegalStateException("expected");
                        });
        for (ScriptedFunction function : new ScriptedFunction[] {error, thrown}) {
            try (WebSocketGateway gateway = Gateways.start(function.on("$connect"))) {
                assertThat(refusal(gateway).getResponse().statusCode()).isEqualTo(502);
                assertThat(gateway.connections()).isEmpty();
            }
        }
    }

    @Test
    void aThrottledFunctionRefusesTheUpgradeWith502() {
        ScriptedFunction throttled = ScriptedFunction.of(event -> new LambdaFunction.Throttled());
        try (WebSocketGateway gateway = Gateways.start(throttled.on("$connect"))) {
            assertThat(refusal(gateway).getResponse().statusCode()).isEqualTo(502);
            assertThat(gateway.connections()).isEmpty();
        }
    }

    @Test
    void aFunctionThatTakesTooLongRefusesTheUpgradeWith502() {
        CountDownLatch never = new CountDownLatch(1);
        ScriptedFunction slow = ScriptedFunction.of(event -> Latches.await(never));
        GatewayLimits limits = GatewayLimits.aws().withIntegrationTimeout(Duration.ofMillis(50));
        try (WebSocketGateway gateway =
                Gateways.builder(slow.on("$connect")).limits(limits).start()) {
            assertThat(refusal(gateway).getResponse().statusCode()).isEqualTo(502);
            assertThat(gateway.connections()).isEmpty();
        }
    }

    @Test
    void theSubprotocolOfTheAnswerIsAcceptedIfItWasOffered() {
        ScriptedFunction connect =
                ScriptedFunction.answering(
                        "{\"statusCode\":200,\"headers\":{\"sec-websocket-protocol\":\"v2\"}}");
        try (WebSocketGateway gateway = Gateways.start(connect.on("$connect"));
                TestClient offered = TestClient.connect(gateway.webSocketUri(), "v1", "v2")) {
            assertThat(offered.socket().getSubprotocol()).isEqualTo("v2");
            try (TestClient other = TestClient.connect(gateway.webSocketUri(), "v1");
                    TestClient none = TestClient.connect(gateway)) {
                assertThat(other.socket().getSubprotocol()).isEmpty();
                assertThat(none.socket().getSubprotocol()).isEmpty();
            }
        }
    }

    @Test
    void aConnectionIsPendingWhileConnectIsAsked() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        ScriptedFunction connect =
                ScriptedFunction.of(
                        event -> {
                            asked.countDown();
                            return Latches.await(answer);
                        });
        try (WebSocketGateway gateway = Gateways.start(connect.on("$connect"));
                var management = Gateways.management(gateway)) {
            CompletableFuture<TestClient> client =
                    CompletableFuture.supplyAsync(() -> TestClient.connect(gateway));
            Latches.await(asked);
            ConnectionInfo pending = gateway.connections().getFirst();

            assertThat(pending.state()).isEqualTo(ConnectionInfo.State.PENDING);
            assertThat(gateway.connectionCount()).isZero();
            assertThatThrownBy(() -> Gateways.post(management, pending.connectionId(), "early"))
                    .isInstanceOf(GoneException.class);
            assertThatThrownBy(
                            () ->
                                    management.getConnection(
                                            r -> r.connectionId(pending.connectionId())))
                    .isInstanceOf(GoneException.class);
            assertThat(gateway.cut(pending.connectionId())).isFalse();

            answer.countDown();
            try (TestClient open = client.join()) {
                Gateways.post(management, Gateways.openId(gateway), "now");
                await().until(() -> open.messages().equals(java.util.List.of("now")));
            }
        }
    }

    @Test
    void aClientThatLeavesWhileConnectIsAskedLeavesNoConnection() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        ScriptedFunction connect =
                ScriptedFunction.of(
                        event -> {
                            asked.countDown();
                            return Latches.await(answer);
                        });
        try (WebSocketGateway gateway = Gateways.start(connect.on("$connect"))) {
            try (RawSocket raw = RawSocket.connect(gateway)) {
                Latches.await(asked);
            }
            answer.countDown();
            await().until(() -> gateway.connections().isEmpty());
        }
    }

    @Test
    void anotherStageIsForbidden() {
        try (WebSocketGateway gateway = Gateways.start()) {
            URI other = URI.create("ws://localhost:" + gateway.port() + "/other");
            assertThat(refusal(other).getResponse().statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aRequestWithoutAnUpgradeIsAskedForOne() throws Exception {
        ScriptedFunction connect = ScriptedFunction.ok();
        try (WebSocketGateway gateway = Gateways.start(connect.on("$connect"))) {
            HttpResponse<String> response =
                    TestClient.HTTP.send(
                            HttpRequest.newBuilder(gateway.managementUri()).build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(426);
            assertThat(response.headers().firstValue("Upgrade")).contains("websocket");
            assertThat(connect.events()).isEmpty();
        }
    }

    @Test
    void compressionIsNotNegotiated() throws Exception {
        try (WebSocketGateway gateway = Gateways.start();
                RawSocket raw = RawSocket.connect(gateway)) {
            assertThat(raw.readHead())
                    .startsWith("HTTP/1.1 101 ")
                    .doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
        }
    }

    private static String refusedBody(WebSocketGateway gateway) throws Exception {
        try (RawSocket raw = RawSocket.connect(gateway)) {
            return raw.readBody(raw.readHead());
        }
    }

    private static WebSocketHandshakeException refusal(WebSocketGateway gateway) {
        return refusal(gateway.webSocketUri());
    }

    private static WebSocketHandshakeException refusal(URI uri) {
        CompletionException thrown =
                catchThrowableOfType(CompletionException.class, () -> TestClient.connect(uri));
        return (WebSocketHandshakeException) thrown.getCause();
    }
}
