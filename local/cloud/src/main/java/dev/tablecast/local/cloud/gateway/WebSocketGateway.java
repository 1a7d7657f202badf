package dev.tablecast.local.cloud.gateway;

import dev.tablecast.local.cloud.gateway.api.WebSocketApi;
import dev.tablecast.local.cloud.gateway.connection.Connection;
import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import dev.tablecast.local.cloud.gateway.connection.Ending;
import dev.tablecast.local.cloud.gateway.connection.LiveConnections;
import dev.tablecast.local.cloud.gateway.connection.Timeouts;
import dev.tablecast.local.stepfunctions.guard.Guard;
import dev.tablecast.local.stepfunctions.loopback.LoopbackServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server for a WebSocket API and its {@code @connections} management API, reachable from this
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
 * <p>{@code $disconnect} is best effort, as on AWS. Differs from AWS: the gateway never calls
 * {@code $disconnect} for a client that vanishes without a close frame, which AWS permits but
 * doesn't always do. Such a connection is gone, and posts to it answer 410.
 *
 * <p>Messages of one connection are handled one after the other, {@code $disconnect} after them.
 */
public final class WebSocketGateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketGateway.class);

    /** The longest wait for {@code $disconnect} when the gateway closes. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final String stage;
    private final LoopbackServer server;
    private final LiveConnections connections;
    private final GatewayHandler api;
    private final Function<Handler, Guard> guard;
    private final Timeouts timeouts;

    WebSocketGateway(
            String stage,
            LoopbackServer server,
            LiveConnections connections,
            GatewayHandler api,
            Function<Handler, Guard> guard,
            Timeouts timeouts) {
        this.stage = stage;
        this.server = server;
        this.connections = connections;
        this.api = api;
        this.guard = guard;
        this.timeouts = timeouts;
    }

    /**
     * Returns a builder.
     *
     * @param random the source of connection ids
     */
    public static GatewayBuilder builder(
            WebSocketApi api, InstantSource clock, RandomGenerator random) {
        return new GatewayBuilder(api, clock, random);
    }

    /**
     * Serves the API and further handlers, beginning with the requests that wait already.
     *
     * @param further handlers for all paths but {@code /{stage}} and {@code
     *     /{any}/@connections/{id}}, in the order in which they are asked; a path that none of them
     *     handles is answered 403
     */
    public void serve(Handler... further) {
        List<Handler> handlers = new ArrayList<>();
        handlers.add(api);
        handlers.addAll(List.of(further));
        handlers.add(new Unserved());
        server.serve(guard.apply(new Handler.Sequence(handlers)));
        timeouts.start();
    }

    public int port() {
        return server.port();
    }

    /** Returns the endpoint for clients, such as {@code ws://localhost:8080/live}. */
    public URI webSocketUri() {
        return URI.create("ws://localhost:" + port() + "/" + stage);
    }

    /** Returns the endpoint for the SDKs' management API clients. */
    public URI managementUri() {
        return URI.create("http://localhost:" + port() + "/" + stage);
    }

    /** Returns the connections that are pending or open. */
    public List<ConnectionInfo> connections() {
        return connections.all().stream().map(Connection::info).toList();
    }

    /** Returns the number of open connections. */
    public int connectionCount() {
        return (int) connections.all().stream().filter(Connection::isOpen).count();
    }

    /**
     * Drops the TCP connection of an open connection, without a close frame and without {@code
     * $disconnect}.
     *
     * @return whether it was open
     */
    public boolean cut(String connectionId) {
        return connections.find(connectionId).map(connections::cut).orElse(false);
    }

    /**
     * Closes an open connection, like the management API's DELETE.
     *
     * @return whether it was open
     */
    public boolean close(String connectionId) {
        return connections
                .find(connectionId)
                .filter(Connection::isOpen)
                .map(connection -> connections.close(connection, Ending.DELETED))
                .isPresent();
    }

    /**
     * Closes every connection with 1001, waits up to 5 seconds for their {@code $disconnect}, and
     * stops.
     */
    @Override
    public void close() {
        server.stopListening();
        CompletableFuture.allOf(
                        connections.all().stream()
                                .map(open -> connections.close(open, Ending.GOING_AWAY))
                                .toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, CLOSING.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        try {
            server.close();
        } catch (IllegalStateException e) {
            LOG.warn("The gateway didn't stop cleanly", e);
        }
        server.executor().shutdownNow();
    }
}
