package dev.tablecast.local.stepfunctions.loopback;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.stepfunctions.guard.Guard;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class LoopbackServerIT {
    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> LoopbackServer.start(port, Hosts.LOOPBACK, new Created()))
                    .isInstanceOfSatisfying(
                            PortInUseException.class, e -> assertThat(e.port()).isEqualTo(port))
                    .hasMessage(
                            "port %d is in use; stop what listens there, or choose another (0 for a"
                                    + " free one)",
                            port);
        }
    }

    @Test
    void bothAddressesOfLocalhostAreServed() throws Exception {
        try (var server = LoopbackServer.start(0, Hosts.LOOPBACK, new Created())) {
            for (InetAddress address : InetAddress.getAllByName("localhost")) {
                try (var client = new Socket(address, server.port())) {
                    assertThat(answer(client)).isEqualTo("HTTP/1.1 201");
                }
            }
        }
    }

    @Test
    void aClientThatConnectsBeforeThePortIsServedIsAnsweredThen() throws Exception {
        try (var server = LoopbackServer.open("test", 0);
                var early = new Socket("localhost", server.port())) {
            request(early);

            server.serve(new Guard(new Created(), Hosts.LOOPBACK));

            assertThat(new String(early.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 201");
        }
    }

    @Test
    void aPortThatIsOpenIsTakenUntilItIsClosedServedOrNot() {
        int port;
        try (var server = LoopbackServer.open("test", 0)) {
            port = server.port();
            assertThatThrownBy(() -> LoopbackServer.open("other", port))
                    .isInstanceOf(PortInUseException.class);
        }

        assertFree(port);
    }

    @Test
    void aServerThatDoesNotStartGivesItsPortBack() {
        var server = LoopbackServer.open("test", 0);
        int port = server.port();

        assertThatThrownBy(() -> server.serve(new Guard(new Broken(), Hosts.LOOPBACK)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the server on port %d didn't start: out of order", port);
        assertFree(port);
    }

    private static void assertFree(int port) {
        try (var again = LoopbackServer.open("again", port)) {
            assertThat(again.port()).isEqualTo(port);
        }
    }

    private static String answer(Socket client) throws Exception {
        request(client);
        return new String(client.getInputStream().readNBytes(12), US_ASCII);
    }

    private static void request(Socket client) throws Exception {
        client.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
    }

    private static final class Created extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.setStatus(201);
            callback.succeeded();
            return true;
        }
    }

    private static final class Broken extends Handler.Abstract {
        @Override
        protected void doStart() {
            throw new IllegalStateException("out of order");
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            return false;
        }
    }
}
