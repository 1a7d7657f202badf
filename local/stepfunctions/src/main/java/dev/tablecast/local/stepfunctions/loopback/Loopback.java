package dev.tablecast.local.stepfunctions.loopback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Listening sockets on one port of {@code 127.0.0.1} and, where the machine has it, of {@code ::1},
 * because {@code localhost} may be either. No other machine can connect.
 */
final class Loopback {
    /** Small, because the kernel's buffer adds to the gateway's own limit for slow clients. */
    private static final int KERNEL_SEND_BUFFER_BYTES = 64 * 1024;

    /**
     * API Gateway's limit for request line and headers together; a token has up to 8,192 bytes.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">Quotas of
     *     API Gateway</a>
     */
    private static final int HEADER_BYTES = 10 * 1024;

    private static final int FREE_PORT_ATTEMPTS = 10;

    private Loopback() {}

    /**
     * Opens connectors.
     *
     * @param port 0 for one that is free on both addresses
     * @throws PortInUseException if another program listens on the port
     */
    static List<ServerConnector> open(Server server, int port, Duration idleTimeout) {
        for (int attempt = 1; ; attempt++) {
            ServerConnector v4 = open(server, "127.0.0.1", port, idleTimeout);
            try {
                return hasV6()
                        ? List.of(v4, open(server, "::1", v4.getLocalPort(), idleTimeout))
                        : List.of(v4);
            } catch (PortInUseException e) {
                v4.close();
                if (port != 0 || attempt == FREE_PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static ServerConnector open(
            Server server, String host, int port, Duration idleTimeout) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setOutputBufferSize(8 * 1024);
        http.setRequestHeaderSize(HEADER_BYTES);
        // A cache costs more than it saves, because every request has another signature.
        http.setHeaderCacheSize(0);
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idleTimeout.toMillis());
        connector.setAcceptQueueSize(1024);
        connector.setAcceptedSendBufferSize(KERNEL_SEND_BUFFER_BYTES);
        try {
            connector.open();
            return connector;
        } catch (IOException e) {
            if (isTaken(e)) {
                throw new PortInUseException(port, e);
            }
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isTaken(IOException e) {
        return e instanceof BindException || e.getCause() instanceof BindException;
    }

    private static boolean hasV6() {
        try {
            return Optional.ofNullable(
                            NetworkInterface.getByInetAddress(InetAddress.getByName("::1")))
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
