package dev.tablecast.local.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import dev.tablecast.local.cloud.gateway.connection.GatewayLimits;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

@SuppressWarnings("try") // a client may do no more than be connected
class DisconnectRouteIT {
    private final ScriptedFunction disconnect = ScriptedFunction.ok();

    @Test
    void aCloseFrameOfTheClientIsReported() throws Exception {
        try (WebSocketGateway gateway = Gateways.start(disconnect.on("$disconnect"));
                TestClient client = TestClient.connect(gateway)) {
            String id = Gateways.openId(gateway);
            client.socket().sendClose(4001, "bye").join();
            JsonNode event = event();
            JsonNode context = event.path("requestContext");

            assertThat(event.path("headers").path("Host").asText()).startsWith("localhost:");
            assertThat(event.path("headers").path("x-api-key").isTextual()).isTrue();
            assertThat(context.path("routeKey").asText()).isEqualTo("$disconnect");
            assertThat(context.path("eventType").asText()).isEqualTo("DISCONNECT");
            assertThat(context.path("connectionId").asText()).isEqualTo(id);
            assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(4001);
            assertThat(context.path("disconnectReason").asText()).isEqualTo("bye");
            assertThat(client.awaitClosed().statusCode()).isEqualTo(4001);
            assertThat(gateway.connections()).isEmpty();
        }
    }

    @Test
    void aCloseFrameWithoutACodeIs1005() throws Exception {
        try (WebSocketGateway gateway = Gateways.start(disconnect.on("$disconnect"));
                RawSocket raw = RawSocket.connect(gateway)) {
            raw.readHead();
            Gateways.openId(gateway);
            raw.write(8, true, new byte[0]);
            JsonNode context = event().path("requestContext");

            assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(1005);
            assertThat(context.path("disconnectReason").asText())
                    .isEqualTo("Client-side close frame status not set");
        }
    }

    @Test
    void aClientThatVanishesIsNotReported() throws Exception {
        try (WebSocketGateway gateway = Gateways.start(disconnect.on("$disconnect"));
                var management = Gateways.management(gateway);
                RawSocket raw = RawSocket.connect(gateway)) {
            raw.readHead();
            String id = Gateways.openId(gateway);
            raw.close();
            await().until(() -> gateway.connections().isEmpty());

            assertThatThrownBy(() -> Gateways.post(management, id, "x"))
                    .isInstanceOf(GoneException.class);
            assertThat(disconnect.events()).isEmpty();
        }
        assertThat(disconnect.events()).isEmpty();
    }

    @Test
    void messagesBeforeTheCloseFrameAreHandledFirst() {
        CountDownLatch answer = new CountDownLatch(1);
        ScriptedFunction slow = ScriptedFunction.of(event -> Latches.await(answer));
        try (WebSocketGateway gateway =
                        Gateways.start(slow.on("$default"), disconnect.on("$disconnect"));
                TestClient client = TestClient.connect(gateway)) {
            client.send("1");
            client.send("2");
            client.socket().sendClose(1000, "").join();
            await().until(() -> gateway.connections().isEmpty());
            assertThat(disconnect.events()).isEmpty();

            answer.countDown();
            event();
            assertThat(slow.events()).hasSize(2);
        }
    }

    @Test
    void aFunctionThatFailsChangesNothing() throws Exception {
        ScriptedFunction failing =
                ScriptedFunction.of(event -> new LambdaFunction.FunctionError("Unhandled"));
        try (WebSocketGateway gateway = Gateways.start(failing.on("$disconnect"));
                TestClient client = TestClient.connect(gateway)) {
            client.socket().sendClose(1000, "").join();
            client.awaitClosed();
            await().until(() -> failing.events().size() == 1);
            assertThat(gateway.connections()).isEmpty();
        }
    }

    @Test
    void anIdleConnectionIsClosedWith1001() throws Exception {
        GatewayLimits limits = GatewayLimits.aws().withIdleTimeout(Duration.ofMillis(200));
        try (WebSocketGateway gateway =
                        Gateways.builder(disconnect.on("$disconnect")).limits(limits).start();
                TestClient client = TestClient.connect(gateway)) {
            assertThat(client.awaitClosed()).isEqualTo(new TestClient.Closed(1001, "Going away"));
            JsonNode context = event().path("requestContext");
            assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(1001);
            assertThat(context.path("disconnectReason").asText()).isEqualTo("Going away");
        }
    }

    @Test
    void messagesEitherWayKeepAConnectionOpenUntilItsLifetimeEnds() throws Exception {
        GatewayLimits limits =
                GatewayLimits.aws()
                        .withIdleTimeout(Duration.ofMillis(400))
                        .withMaximumLifetime(Duration.ofMillis(1_200));
        try (WebSocketGateway gateway =
                        Gateways.builder(ScriptedFunction.ok().on("$default"))
                                .limits(limits)
                                .start();
                TestClient client = TestClient.connect(gateway)) {
            Gateways.openId(gateway);
            ConnectionInfo first = gateway.connections().getFirst();
            await().pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> {
                                if (!client.isClosed()) {
                                    client.socket().sendText("x", true);
                                }
                                return client.isClosed();
                            });

            assertThat(client.awaitClosed().statusCode()).isEqualTo(1001);
            assertThat(Duration.between(first.connectedAt(), java.time.Instant.now()))
                    .isGreaterThanOrEqualTo(limits.maximumLifetime());
        }
    }

    @Test
    void theGatewayClosesEveryConnectionWith1001WhenItStops() throws Exception {
        try (TestClient client = stoppedWithAClient()) {
            assertThat(client.awaitClosed().statusCode()).isEqualTo(1001);
            assertThat(disconnect.events()).hasSize(1);
        }
    }

    private TestClient stoppedWithAClient() {
        try (WebSocketGateway gateway = Gateways.start(disconnect.on("$disconnect"))) {
            TestClient client = TestClient.connect(gateway);
            Gateways.openId(gateway);
            return client;
        }
    }

    private JsonNode event() {
        await().until(() -> !disconnect.events().isEmpty());
        return disconnect.events().getFirst();
    }
}
