package dev.tablecast.local.cloud.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.stepfunctions.loopback.LoopbackServer;
import dev.tablecast.local.stepfunctions.loopback.PortInUseException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class ListeningIT {
    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> Gateways.builder().port(taken.getLocalPort()).start())
                    .isInstanceOfSatisfying(
                            PortInUseException.class,
                            e -> assertThat(e.port()).isEqualTo(taken.getLocalPort()))
                    .hasMessageContaining("port " + taken.getLocalPort() + " is in use");
        }
    }

    @Test
    void aPortIsFreeAgainOnceTheGatewayIsClosed() {
        int port;
        try (WebSocketGateway gateway = Gateways.start()) {
            port = gateway.port();
        }
        try (WebSocketGateway gateway = Gateways.builder().port(port).start()) {
            assertThat(gateway.port()).isEqualTo(port);
        }
    }

    @Test
    void aPortIsTakenBeforeItsGatewayIsMadeAndWhoComesEarlyIsServedThen() throws Exception {
        try (LoopbackServer port = LoopbackServer.open("early", 0);
                Socket early = new Socket("localhost", port.port())) {
            early.getOutputStream()
                    .write("GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertThatThrownBy(() -> LoopbackServer.open("other", port.port()))
                    .isInstanceOf(PortInUseException.class);
            try (WebSocketGateway gateway = Gateways.builder().port(port).start()) {
                assertThat(gateway.port()).isEqualTo(port.port());
                assertThat(new String(early.getInputStream().readNBytes(12), US_ASCII))
                        .isEqualTo("HTTP/1.1 426");
            }
        }
    }

    @Test
    void bothAddressesOfLocalhostAreServed() throws Exception {
        try (WebSocketGateway gateway = Gateways.start()) {
            for (InetAddress address : InetAddress.getAllByName("localhost")) {
                try (Socket socket = new Socket(address, gateway.port())) {
                    assertThat(socket.isConnected()).isTrue();
                }
            }
        }
    }

    @Test
    void noOtherAddressIsServed() throws Exception {
        List<InetAddress> others =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> !address.isLoopbackAddress())
                        .toList();
        try (WebSocketGateway gateway = Gateways.start()) {
            for (InetAddress address : others) {
                assertThatThrownBy(() -> connect(address, gateway.port()))
                        .isInstanceOf(java.io.IOException.class);
            }
        }
    }

    @Test
    void otherPathsBelongToFurtherHandlers() throws Exception {
        try (WebSocketGateway gateway = Gateways.builder().start(new Console())) {
            assertThat(get(gateway, "/console").body()).isEqualTo("the console");
            assertThat(get(gateway, "/nothing").statusCode()).isEqualTo(403);
            assertThat(get(gateway, "/nothing").body()).isEqualTo("{\"message\": \"Forbidden\"}");
            assertThat(get(gateway, "/live").statusCode()).isEqualTo(426);
        }
    }

    private static void connect(InetAddress address, int port) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1_000);
        }
    }

    private static HttpResponse<String> get(WebSocketGateway gateway, String path)
            throws Exception {
        URI uri = URI.create("http://localhost:" + gateway.port() + path);
        return TestClient.HTTP.send(
                HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static final class Console extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (!Request.getPathInContext(request).equals("/console")) {
                return false;
            }
            response.write(true, StandardCharsets.UTF_8.encode("the console"), callback);
            return true;
        }
    }
}
