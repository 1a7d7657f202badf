package dev.tablecast.local.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.gateway.api.Integration.Mock;
import dev.tablecast.local.cloud.gateway.api.Route;
import dev.tablecast.local.cloud.gateway.connection.GatewayLimits;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // a client may do no more than be connected
class MessageRouteIT {
    private static final String PING = "{\"action\":\"ping\"}";

    @Test
    void theFunctionGetsTheMessageEvent() {
        ScriptedFunction ping = ScriptedFunction.ok();
        try (WebSocketGateway gateway = Gateways.start(ping.on("ping"));
                TestClient client = TestClient.connect(gateway)) {
            client.send(PING);
            await().until(() -> ping.events().size() == 1);
            JsonNode event = ping.events().getFirst();
            JsonNode context = event.path("requestContext");

            assertThat(event.path("body").asText()).isEqualTo(PING);
            assertThat(event.path("isBase64Encoded").asBoolean(true)).isFalse();
            assertThat(event.has("headers")).isFalse();
            assertThat(context.path("routeKey").asText()).isEqualTo("ping");
            assertThat(context.path("eventType").asText()).isEqualTo("MESSAGE");
            assertThat(context.path("messageId").asText()).isNotEmpty();
            assertThat(context.path("connectionId").asText()).isEqualTo(Gateways.openId(gateway));
        }
    }

    @Test
    void aMockWithARouteResponseAnswersTheClient() {
        Mock pong = new Mock("{\"statusCode\":200}", "{\"type\":\"pong\"}");
        try (WebSocketGateway gateway = Gateways.start(new Route("ping", pong, true));
                TestClient client = TestClient.connect(gateway)) {
            client.send(PING);
            await().until(() -> client.messages().equals(List.of("{\"type\":\"pong\"}")));
        }
    }

    @Test
    void onlyARouteWithARouteResponseAnswersTheClient() {
        ScriptedFunction said = ScriptedFunction.answering("{\"statusCode\":200,\"body\":\"hi\"}");
        try (WebSocketGateway gateway = Gateways.start(said.on("quiet"), said.answeringOn("ping"));
                TestClient client = TestClient.connect(gateway)) {
            client.send("{\"action\":\"quiet\"}");
            client.send(PING);
            await().until(() -> !client.messages().isEmpty());

            assertThat(said.events()).hasSize(2);
            assertThat(client.messages()).containsExactly("hi");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"action\":\"nothing\"}", "not json", "{\"action\":\"$connect\"}"})
    void anUnmatchedMessageIsForbidden(String message) {
        try (WebSocketGateway gateway = Gateways.start(ScriptedFunction.ok().on("$connect"));
                TestClient client = TestClient.connect(gateway)) {
            client.send(message);
            await().until(() -> !client.messages().isEmpty());

            assertThat(client.messages().getFirst())
                    .matches(
                            "\\{\"message\": \"Forbidden\", \"connectionId\":\"%s\", \"requestId\":\"[\\w=-]+\"}"
                                    .formatted(Gateways.openId(gateway)));
        }
    }

    @Test
    void anUnmatchedMessageGoesToTheDefaultRoute() {
        ScriptedFunction other = ScriptedFunction.ok();
        try (WebSocketGateway gateway = Gateways.start(other.on("$default"));
                TestClient client = TestClient.connect(gateway)) {
            client.send("not json");
            await().until(() -> other.events().size() == 1);

            assertThat(other.events().getFirst().path("requestContext").path("routeKey").asText())
                    .isEqualTo("$default");
        }
    }

    @Test
    void aFunctionThatFailsIsAnInternalServerError() {
        ScriptedFunction error =
                ScriptedFunction.of(event -> new LambdaFunction.FunctionError("Unhandled"));
        try (WebSocketGateway gateway = Gateways.start(error.on("ping"));
                TestClient client = TestClient.connect(gateway)) {
            client.send(PING);
            await().until(() -> !client.messages().isEmpty());

            assertThat(client.messages().getFirst())
                    .startsWith("{\"message\": \"Internal server error\", \"connectionId\":\"");
            assertThat(client.isClosed()).isFalse();
        }
    }

    @Test
    void messagesOfOneConnectionAreHandledInOrder() {
        ScriptedFunction echo =
                ScriptedFunction.of(
                        event ->
                                ScriptedFunction.payload(
                                        "{\"statusCode\":200,\"body\":\"%s\"}"
                                                .formatted(event.path("body").asText())));
        try (WebSocketGateway gateway = Gateways.start(echo.answeringOn("$default"));
                TestClient client = TestClient.connect(gateway)) {
            List<String> sent = IntStream.range(0, 200).mapToObj(String::valueOf).toList();
            sent.forEach(client::send);
            await().until(() -> client.messages().equals(sent));
        }
    }

    @Test
    void aPingIsAnsweredWhileAFunctionIsAtWork() {
        CountDownLatch answer = new CountDownLatch(1);
        ScriptedFunction slow = ScriptedFunction.of(event -> Latches.await(answer));
        try (WebSocketGateway gateway = Gateways.start(slow.on("$default"));
                TestClient client = TestClient.connect(gateway)) {
            client.send("slow");
            client.socket().sendPing(ByteBuffer.allocate(4)).join();
            await().until(client::isPonged);
            answer.countDown();
        }
    }

    @Test
    void aFullMessageInFullFramesIsTaken() throws Exception {
        ScriptedFunction other = ScriptedFunction.ok();
        byte[] frame = "x".repeat(GatewayLimits.FRAME_BYTES).getBytes(StandardCharsets.UTF_8);
        try (WebSocketGateway gateway = Gateways.start(other.on("$default"));
                RawSocket raw = RawSocket.connect(gateway)) {
            raw.readHead();
            raw.write(1, false, frame);
            raw.write(0, false, frame);
            raw.write(0, false, frame);
            raw.write(0, true, frame);
            await().until(() -> other.events().size() == 1);

            assertThat(other.events().getFirst().path("body").asText())
                    .hasSize(GatewayLimits.MESSAGE_BYTES);
        }
    }

    @Test
    void aFrameOver32KbClosesWith1009() throws Exception {
        ScriptedFunction disconnect = ScriptedFunction.ok();
        try (WebSocketGateway gateway = Gateways.start(disconnect.on("$disconnect"));
                RawSocket raw = RawSocket.connect(gateway)) {
            raw.readHead();
            raw.write(1, true, new byte[GatewayLimits.FRAME_BYTES + 1]);

            assertThat(raw.readCloseCode()).isEqualTo(1009);
            await().until(() -> disconnect.events().size() == 1);
            assertThat(code(disconnect)).isEqualTo(1009);
        }
    }

    @Test
    void aMessageOver128KbClosesWith1009() throws Exception {
        byte[] frame = "x".repeat(GatewayLimits.FRAME_BYTES).getBytes(StandardCharsets.UTF_8);
        try (WebSocketGateway gateway = Gateways.start();
                RawSocket raw = RawSocket.connect(gateway)) {
            raw.readHead();
            raw.write(1, false, frame);
            for (int i = 0; i < 3; i++) {
                raw.write(0, false, frame);
            }
            raw.write(0, true, new byte[] {'x'});

            assertThat(raw.readCloseCode()).isEqualTo(1009);
            await().until(() -> gateway.connections().isEmpty());
        }
    }

    @Test
    void aBinaryFrameClosesWith1003() throws Exception {
        ScriptedFunction disconnect = ScriptedFunction.ok();
        try (WebSocketGateway gateway = Gateways.start(disconnect.on("$disconnect"));
                TestClient client = TestClient.connect(gateway)) {
            client.socket().sendBinary(ByteBuffer.allocate(3), true).join();

            assertThat(client.awaitClosed().statusCode()).isEqualTo(1003);
            await().until(() -> disconnect.events().size() == 1);
            assertThat(code(disconnect)).isEqualTo(1003);
        }
    }

    @Test
    void aClientThatDoesNotReadItsRepliesIsClosed() throws Exception {
        String large = "x".repeat(100_000);
        Mock reply = new Mock("{\"statusCode\":200}", '"' + large + '"');
        GatewayLimits limits = GatewayLimits.aws().withSendBufferBytes(200_000);
        try (WebSocketGateway gateway =
                        Gateways.builder(new Route("$default", reply, true))
                                .limits(limits)
                                .start();
                RawSocket raw = RawSocket.connect(gateway, 8192)) {
            raw.readHead();
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> {
                                if (gateway.connections().isEmpty()) {
                                    return true;
                                }
                                raw.write(1, true, new byte[] {'x'});
                                return false;
                            });
        }
    }

    private static int code(ScriptedFunction disconnect) {
        return disconnect
                .events()
                .getFirst()
                .path("requestContext")
                .path("disconnectStatusCode")
                .asInt();
    }
}
