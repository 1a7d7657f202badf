package dev.tablecast.local.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import dev.tablecast.local.cloud.gateway.connection.ConnectionListener;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

@SuppressWarnings("try") // a client may do no more than be connected
class WebSocketGatewayIT {
    private final ScriptedFunction disconnect = ScriptedFunction.ok();

    @Test
    void connectionsAreListed() {
        try (WebSocketGateway gateway = Gateways.start();
                TestClient client = TestClient.connect(gateway)) {
            Gateways.openId(gateway);
            ConnectionInfo info = gateway.connections().getFirst();

            assertThat(info.state()).isEqualTo(ConnectionInfo.State.OPEN);
            assertThat(info.userAgent()).startsWith("Java-http-client");
            assertThat(info.sourceIp()).isNotEmpty();
            assertThat(info.lastActiveAt()).isAfterOrEqualTo(info.connectedAt());
        }
    }

    @Test
    void aCutDropsTheClientWithoutACloseFrameOrDisconnect() throws Exception {
        try (WebSocketGateway gateway = Gateways.start(disconnect.on("$disconnect"));
                var management = Gateways.management(gateway);
                RawSocket raw = RawSocket.connect(gateway)) {
            raw.readHead();
            String id = Gateways.openId(gateway);

            assertThat(gateway.cut(id)).isTrue();
            assertThat(raw.isAtEnd()).isTrue();
            assertThat(gateway.connections()).isEmpty();
            assertThat(gateway.cut(id)).isFalse();
            assertThatThrownBy(() -> Gateways.post(management, id, "x"))
                    .isInstanceOf(GoneException.class);
        }
        assertThat(disconnect.events()).isEmpty();
    }

    @Test
    void aCloseIsADelete() throws Exception {
        try (WebSocketGateway gateway = Gateways.start(disconnect.on("$disconnect"));
                TestClient client = TestClient.connect(gateway)) {
            String id = Gateways.openId(gateway);

            assertThat(gateway.close(id)).isTrue();
            assertThat(client.awaitClosed().statusCode()).isEqualTo(1000);
            await().until(() -> disconnect.events().size() == 1);
            assertThat(gateway.close(id)).isFalse();
        }
    }

    @Test
    void theListenerIsToldOfEveryOpeningAndEnd() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        ConnectionListener listener =
                new ConnectionListener() {
                    @Override
                    public void opened(ConnectionInfo connection) {
                        told.add("opened " + connection.connectionId());
                    }

                    @Override
                    public void closed(ConnectionInfo connection, int statusCode) {
                        told.add("closed %s %d".formatted(connection.connectionId(), statusCode));
                        throw new IllegalStateException("expected");
                    }
                };
        try (WebSocketGateway gateway = Gateways.builder().listener(listener).start();
                TestClient client = TestClient.connect(gateway);
                TestClient vanishing = TestClient.connect(gateway)) {
            await().until(() -> gateway.connectionCount() == 2);
            vanishing.socket().abort();
            await().until(() -> gateway.connectionCount() == 1);
            String gone = told.get(2).split(" ")[1];
            String id = Gateways.openId(gateway);
            client.socket().sendClose(1000, "").join();
            client.awaitClosed();

            await().untilAsserted(
                            () ->
                                    assertThat(told)
                                            .containsExactlyInAnyOrder(
                                                    "opened " + id,
                                                    "opened " + gone,
                                                    "closed " + gone + " 1006",
                                                    "closed " + id + " 1000"));
        }
    }

    @Test
    void theListenerIsToldOfEveryAnswerOfTheManagementApi() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        ConnectionListener listener =
                new ConnectionListener() {
                    @Override
                    public void answered(String connectionId, String method, OptionalInt status) {
                        told.add(
                                "%s %s %s"
                                        .formatted(
                                                connectionId,
                                                method,
                                                status.isPresent() ? status.getAsInt() : "reset"));
                        throw new IllegalStateException("expected");
                    }
                };
        Queue<ManagementFaults.Fault> faults =
                new ArrayDeque<>(
                        List.of(
                                new ManagementFaults.None(),
                                new ManagementFaults.Answer(429),
                                new ManagementFaults.AnswerAfterwards(500),
                                new ManagementFaults.Delay(Duration.ofMillis(1)),
                                new ManagementFaults.Reset(),
                                new ManagementFaults.ResetAfterwards()));
        try (WebSocketGateway gateway =
                        Gateways.builder()
                                .listener(listener)
                                .faults(call -> faults.remove())
                                .start();
                TestClient client = TestClient.connect(gateway);
                var management = Gateways.management(gateway)) {
            String id = Gateways.openId(gateway);
            for (String outcome : List.of("200", "429", "500", "200", "reset", "reset")) {
                told.clear();
                try {
                    Gateways.post(management, id, "x");
                } catch (SdkException | UncheckedIOException e) {
                    assertThat(outcome).isNotEqualTo("200");
                }
                assertThat(told).containsExactly(id + " POST " + outcome);
            }
        }
    }

    @Test
    void aThousandConnectionsNeedNoThousandThreads() throws Exception {
        try (WebSocketGateway gateway = Gateways.start();
                var management = Gateways.management(gateway)) {
            int threads = Thread.activeCount();
            List<RawSocket> sockets = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                sockets.add(RawSocket.connect(gateway, 8192));
            }
            for (RawSocket socket : sockets) {
                assertThat(socket.readHead()).startsWith("HTTP/1.1 101 ");
            }
            await().until(() -> gateway.connectionCount() == 1_000);
            assertThat(Thread.activeCount()).isLessThan(threads + 50);
            assertThat(
                            gateway.connections().stream()
                                    .map(ConnectionInfo::connectionId)
                                    .collect(Collectors.toSet()))
                    .hasSize(1_000);

            gateway.connections()
                    .forEach(open -> Gateways.post(management, open.connectionId(), "x"));
            gateway.connections().forEach(open -> gateway.close(open.connectionId()));
            for (RawSocket socket : sockets) {
                assertThat(socket.readCloseCode()).isEqualTo(1000);
                socket.close();
            }
            assertThat(gateway.connections()).isEmpty();
        }
    }
}
