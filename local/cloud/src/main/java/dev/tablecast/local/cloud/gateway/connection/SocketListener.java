package dev.tablecast.local.cloud.gateway.connection;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSocket of one connection, called by Jetty; public because Jetty's method handles need it.
 * No method blocks.
 */
public final class SocketListener implements Session.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(SocketListener.class);

    private final Connection connection;
    private final LiveConnections connections;
    private final BiConsumer<Connection, String> messages;
    private @Nullable Session session;

    public SocketListener(
            Connection connection,
            LiveConnections connections,
            BiConsumer<Connection, String> messages) {
        this.connection = connection;
        this.connections = connections;
        this.messages = messages;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        if (connections.opened(connection, opened)) {
            opened.demand();
        } else {
            opened.disconnect();
        }
    }

    @Override
    public void onWebSocketText(String message) {
        connection.active(connections.now());
        connection.inbox().add(() -> messages.accept(connection, message), this::demand);
    }

    /**
     * API Gateway disconnects a client that sends a binary frame with 1003.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-binary-media-types.html">
     *     Binary media types for WebSocket APIs</a>
     */
    @Override
    public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
        callback.succeed();
        connections.close(connection, Ending.BINARY);
    }

    /** Ends the connection; without effect after a close frame of the gateway. */
    @Override
    public void onWebSocketClose(int statusCode, @Nullable String reason, Callback callback) {
        if (statusCode == StatusCode.NO_CLOSE) {
            connections.vanished(connection);
        } else {
            connections.closed(
                    connection, Ending.of(statusCode, Objects.requireNonNullElse(reason, "")));
        }
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("A connection failed: {}", cause.getClass().getName());
    }

    private void demand() {
        Session open = session;
        if (open != null && open.isOpen()) {
            open.demand();
        }
    }
}
