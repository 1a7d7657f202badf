package dev.tablecast.local.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
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
                    public void closed(ConnectionInfo connection) {
                        told.add("closed " + connection.connectionId());
                        throw new IllegalStateException("expected");
                    }
                };
        try (WebSocketGateway gateway = Gateways.builder().listener(listener).start();
                TestClient client = TestClient.connect(gateway)) {
            String id = Gateways.openId(gateway);
            client.socket().sendClose(1000, "").join();
            client.awaitClosed();

            await().untilAsserted(
                            () -> assertThat(told).containsExactly("opened " + id, "closed " + id));
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
