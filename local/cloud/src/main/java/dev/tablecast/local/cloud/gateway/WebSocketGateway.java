package dev.tablecast.local.cloud.gateway;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a WebSocket API and its {@code @connections} management API on this machine, for this
 * machine only.
 *
 * <pre>{@code
 * var api = new WebSocketApi("a1b2c3", "live", "$request.body.action", List.of(
 *         new Route("$connect", new Integration.LambdaProxy(connect), false),
 *         new Route("ping", new Integration.Mock("{\"statusCode\":200}", "{\"type\":\"pong\"}"), true)));
 * try (var gateway = WebSocketGateway.builder(api, clock, random).port(8080).start()) {
 *     gateway.webSocketUri(); // ws://localhost:8080/live
 * }
 * }</pre>
 *
 * <p>{@code $disconnect} is best effort, as on AWS. Differs from AWS in taking the worst of what it
 * permits: a client that vanishes without a close frame is never reported to {@code $disconnect}.
 * Its connection is gone, and posts to it answer 410.
 *
 * <p>Messages of one connection are handled one after the other, {@code $disconnect} after them.
 */
public final class WebSocketGateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketGateway.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final String stage;
    private final Server server;
    private final List<ServerConnector> connectors;
    private final Connections connections;
    private final ExecutorService executor;

    WebSocketGateway(
            String stage,
            Server server,
            List<ServerConnector> connectors,
            Connections connections,
            ExecutorService executor) {
        this.stage = stage;
        this.server = server;
        this.connectors = List.copyOf(connectors);
        this.connections = connections;
        this.executor = executor;
    }

    /**
     * @param random where connection ids come from
     */
    public static GatewayBuilder builder(
            WebSocketApi api, InstantSource clock, RandomGenerator random) {
        return new GatewayBuilder(api, clock, random);
    }

    public int port() {
        return connectors.getFirst().getLocalPort();
    }

    /** Where clients connect. */
    public URI webSocketUri() {
        return URI.create("ws://localhost:" + port() + "/" + stage);
    }

    /** The endpoint for the SDKs' management API clients. */
    public URI managementUri() {
        return URI.create("http://localhost:" + port() + "/" + stage);
    }

    /** Those that are pending or open. */
    public List<ConnectionInfo> connections() {
        return connections.all().stream().map(Connection::info).toList();
    }

    /** How many are open. */
    public int connectionCount() {
        return (int) connections.all().stream().filter(Connection::isOpen).count();
    }

    /**
     * Drops the TCP connection of an open connection, without a close frame and without {@code
     * $disconnect}; {@code false} if there is none.
     */
    public boolean cut(String connectionId) {
        return connections.find(connectionId).map(connections::cut).orElse(false);
    }

    /** As the management API's DELETE; {@code false} if it isn't open. */
    public boolean close(String connectionId) {
        return connections
                .find(connectionId)
                .filter(Connection::isOpen)
                .map(connection -> connections.close(connection, Ending.DELETED))
                .isPresent();
    }

    /**
     * Closes every connection with 1001, waits a little for their {@code $disconnect}, and stops.
     */
    @Override
    public void close() {
        connectors.forEach(ServerConnector::close);
        CompletableFuture.allOf(
                        connections.all().stream()
                                .map(open -> connections.close(open, Ending.GOING_AWAY))
                                .toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, CLOSING.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("The gateway didn't stop cleanly", e);
        }
        executor.shutdownNow();
    }
}
