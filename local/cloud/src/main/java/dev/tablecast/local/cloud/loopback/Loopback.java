package dev.tablecast.local.cloud.loopback;

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
 * Listens on one port of {@code 127.0.0.1} and, where the machine has it, of {@code ::1}: {@code
 * localhost} may be either. Nothing else on the network gets in.
 */
public final class Loopback {
    /** Longer than any function may take, since an upgrade waits for {@code $connect}. */
    private static final Duration IDLE_HTTP = Duration.ofSeconds(60);

    /** What the kernel keeps for a client that doesn't read comes on top of our own bound. */
    private static final int KERNEL_SEND_BUFFER_BYTES = 64 * 1024;

    /**
     * API Gateway takes 10,240 bytes of request line and headers in all; a token has up to 8,192.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">Quotas of
     *     API Gateway</a>
     */
    private static final int HEADER_BYTES = 10 * 1024;

    private static final int FREE_PORT_ATTEMPTS = 10;

    private Loopback() {}

    /**
     * Returns open connectors; with port 0, of a port that is free on both addresses.
     *
     * @throws PortInUseException if something else listens on the port
     */
    public static List<ServerConnector> open(Server server, int port) {
        for (int attempt = 1; ; attempt++) {
            ServerConnector v4 = open(server, "127.0.0.1", port);
            try {
                return hasV6() ? List.of(v4, open(server, "::1", v4.getLocalPort())) : List.of(v4);
            } catch (PortInUseException e) {
                v4.close();
                if (port != 0 || attempt == FREE_PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static ServerConnector open(Server server, String host, int port) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setOutputBufferSize(8 * 1024);
        http.setRequestHeaderSize(HEADER_BYTES);
        // No two requests have the same signature: to remember headers takes longer than to read.
        http.setHeaderCacheSize(0);
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_HTTP.toMillis());
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
