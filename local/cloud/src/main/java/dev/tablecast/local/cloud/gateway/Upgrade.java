package dev.tablecast.local.cloud.gateway;

import dev.tablecast.local.cloud.gateway.connection.Connection;
import dev.tablecast.local.cloud.gateway.connection.Handshake;
import dev.tablecast.local.cloud.gateway.connection.LiveConnections;
import dev.tablecast.local.cloud.gateway.connection.SocketListener;
import dev.tablecast.local.cloud.gateway.integration.Routes;
import dev.tablecast.local.cloud.gateway.integration.Routes.Accepted;
import dev.tablecast.local.cloud.gateway.integration.Routes.Refused;
import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketCreator;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket upgrade, which waits for {@code $connect}; meanwhile the connection is pending.
 * Extensions aren't negotiated, as on AWS: compression would need buffers for every connection.
 */
final class Upgrade extends Callback.Nested implements WebSocketCreator {
    private final LiveConnections connections;
    private final Routes routes;
    private final BiConsumer<Connection, String> messages;
    private @Nullable Connection connection;

    Upgrade(
            Callback callback,
            LiveConnections connections,
            Routes routes,
            BiConsumer<Connection, String> messages) {
        super(callback);
        this.connections = connections;
        this.routes = routes;
        this.messages = messages;
    }

    @Override
    public @Nullable Object createWebSocket(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        Connection pending = connections.pending(Handshake.of(request));
        connection = pending;
        return switch (routes.connect(pending, request)) {
            case Refused refused -> {
                connections.refused(pending);
                refused.answer().send(response, callback);
                yield null;
            }
            case Accepted accepted -> {
                if (request.getSubProtocols().contains(accepted.subprotocol())) {
                    response.setAcceptedSubProtocol(accepted.subprotocol());
                }
                response.setExtensions(List.of());
                yield new SocketListener(pending, connections, messages);
            }
        };
    }

    /** Removes the connection of a client that has vanished; {@code $disconnect} isn't called. */
    @Override
    public void failed(Throwable cause) {
        abandon();
        super.failed(cause);
    }

    void abandon() {
        if (connection != null) {
            connections.refused(connection);
        }
    }
}
