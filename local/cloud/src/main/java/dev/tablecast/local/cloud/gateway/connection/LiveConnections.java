package dev.tablecast.local.cloud.gateway.connection;

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

/** The pending and open connections of a gateway, and their state changes. */
public final class LiveConnections {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConnections.class);

    /** The longest wait for a client's answer to a close frame. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Connection> byId = new ConcurrentHashMap<>();
    private final Ids ids;
    private final InstantSource clock;
    private final GatewayLimits limits;
    private final Executor executor;
    private final Scheduler scheduler;
    private final ConnectionListener listener;
    private final BiConsumer<Connection, Ending> disconnectRoute;

    /**
     * @param disconnectRoute calls {@code $disconnect}
     */
    public LiveConnections(
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

    public Optional<Connection> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Collection<Connection> all() {
        return byId.values();
    }

    public Instant now() {
        return clock.instant();
    }

    /** Adds a connection, which is pending until it is {@link #opened} or {@link #refused}. */
    public Connection pending(Handshake handshake) {
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

    /** Removes a pending connection. */
    public void refused(Connection connection) {
        connection.end();
        byId.remove(connection.id());
    }

    /** Opens a pending connection; returns false if it was refused meanwhile. */
    boolean opened(Connection connection, Session session) {
        if (!connection.open(session, now())) {
            return false;
        }
        notifyListener(() -> listener.opened(connection.info()));
        return true;
    }

    /** Ends a connection after a close frame of the client or a protocol violation. */
    void closed(Connection connection, Ending ending) {
        if (ended(connection, ending.statusCode())) {
            connection.inbox().add(() -> disconnectRoute.accept(connection, ending));
        }
    }

    /** Ends a connection without a close frame: {@code $disconnect} isn't called. */
    void vanished(Connection connection) {
        ended(connection, StatusCode.NO_CLOSE);
    }

    /** Drops the TCP connection; returns whether it was open. */
    public boolean cut(Connection connection) {
        boolean open = connection.isOpen() && ended(connection, StatusCode.NO_CLOSE);
        if (open) {
            connection.disconnect();
        }
        return open;
    }

    /**
     * Closes a connection.
     *
     * @return completes when the close frame is written and {@code $disconnect} has returned
     */
    public CompletableFuture<Void> close(Connection connection, Ending ending) {
        if (!connection.isOpen() || !ended(connection, ending.statusCode())) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> written = new CompletableFuture<>();
        CompletableFuture<Void> disconnected = new CompletableFuture<>();
        connection.close(ending.statusCode(), ending.reason(), () -> written.complete(null));
        scheduler.schedule(
                connection::disconnect, CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        connection
                .inbox()
                .add(
                        () -> {
                            disconnectRoute.accept(connection, ending);
                            disconnected.complete(null);
                        });
        return CompletableFuture.allOf(written, disconnected);
    }

    /** Notifies the listener that text was queued for an open connection. */
    public void posted(String connectionId, String text) {
        notifyListener(() -> listener.posted(connectionId, text));
    }

    /** Notifies the listener that a call of the management API was answered, or reset. */
    public void answered(String connectionId, String method, OptionalInt status) {
        notifyListener(() -> listener.answered(connectionId, method, status));
    }

    private boolean ended(Connection connection, int statusCode) {
        boolean wasOpen = connection.end();
        byId.remove(connection.id());
        if (wasOpen) {
            notifyListener(() -> listener.closed(connection.info(), statusCode));
        }
        return wasOpen;
    }

    private static void notifyListener(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            LOG.error("A connection listener failed", e);
        }
    }
}
