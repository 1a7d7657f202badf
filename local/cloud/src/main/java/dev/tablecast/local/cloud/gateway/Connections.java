package dev.tablecast.local.cloud.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections that are pending or open, and every way in which they come and go. */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** A client that doesn't answer a close frame for this long is cut off. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Connection> byId = new ConcurrentHashMap<>();
    private final Ids ids;
    private final InstantSource clock;
    private final GatewayLimits limits;
    private final Executor executor;
    private final Scheduler scheduler;
    private final ConnectionListener listener;
    private final BiConsumer<Connection, Ending> disconnectRoute;

    Connections(
            Ids ids,
            InstantSource clock,
            GatewayLimits limits,
            Executor executor,
            Scheduler scheduler,
            ConnectionListener listener,
            BiConsumer<Connection, Ending> disconnectRoute) {
        this.ids = ids;
        this.clock = clock;
        this.limits = limits;
        this.executor = executor;
        this.scheduler = scheduler;
        this.listener = listener;
        this.disconnectRoute = disconnectRoute;
    }

    Optional<Connection> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<Connection> all() {
        return byId.values();
    }

    Instant now() {
        return clock.instant();
    }

    /** A new connection, pending until it is {@link #opened} or {@link #refused}. */
    Connection pending(Handshake handshake) {
        while (true) {
            Connection connection =
                    new Connection(
                            ids.next(),
                            handshake,
                            now(),
                            new Inbox(executor),
                            limits.sendBufferBytes());
            if (byId.putIfAbsent(connection.id(), connection) == null) {
                return connection;
            }
        }
    }

    void refused(Connection connection) {
        connection.end();
        byId.remove(connection.id());
    }

    /** Whether it is open now; it isn't if it was given up while it was pending. */
    boolean opened(Connection connection, Session session) {
        if (!connection.open(session, now())) {
            return false;
        }
        tell(() -> listener.opened(connection.info()));
        return true;
    }

    /** The client, or a violation of the protocol, ended it by a close frame. */
    void closed(Connection connection, Ending ending) {
        if (ended(connection, ending.statusCode())) {
            connection.inbox().add(() -> disconnectRoute.accept(connection, ending));
        }
    }

    /** The TCP connection is gone without a close frame: {@code $disconnect} isn't called. */
    void vanished(Connection connection) {
        ended(connection, StatusCode.NO_CLOSE);
    }

    /** Drops the TCP connection; {@code false} if it wasn't open. */
    boolean cut(Connection connection) {
        boolean open = connection.isOpen() && ended(connection, StatusCode.NO_CLOSE);
        if (open) {
            connection.disconnect();
        }
        return open;
    }

    /** Closes it; completes when the close frame is written and {@code $disconnect} is done. */
    CompletableFuture<Void> close(Connection connection, Ending ending) {
        if (!connection.isOpen() || !ended(connection, ending.statusCode())) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> written = new CompletableFuture<>();
        CompletableFuture<Void> told = new CompletableFuture<>();
        connection.close(ending.statusCode(), ending.reason(), () -> written.complete(null));
        scheduler.schedule(
                connection::disconnect, CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        connection
                .inbox()
                .add(
                        () -> {
                            disconnectRoute.accept(connection, ending);
                            told.complete(null);
                        });
        return CompletableFuture.allOf(written, told);
    }

    /** A text was handed over to be written to an open connection. */
    void posted(String connectionId, String text) {
        tell(() -> listener.posted(connectionId, text));
    }

    /** A call of the management API is answered, or reset. */
    void answered(ManagementFaults.Call call, OptionalInt status) {
        tell(() -> listener.answered(call.connectionId(), call.method(), status));
    }

    private boolean ended(Connection connection, int statusCode) {
        boolean wasOpen = connection.end();
        byId.remove(connection.id());
        if (wasOpen) {
            tell(() -> listener.closed(connection.info(), statusCode));
        }
        return wasOpen;
    }

    private static void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            LOG.error("A connection listener failed", e);
        }
    }
}
