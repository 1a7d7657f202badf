package dev.tablecast.local.cloud.gateway;

import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * Takes {@code /{stage}} and {@code /{any}/@connections/{id}}, and leaves every other path to the
 * handlers behind it.
 */
final class GatewayHandler extends Handler.Abstract {
    private final String stage;
    private final ServerWebSocketContainer container;
    private final Connections connections;
    private final Routes routes;
    private final ManagementApi management;

    GatewayHandler(
            String stage,
            ServerWebSocketContainer container,
            Connections connections,
            Routes routes,
            ManagementApi management) {
        this.stage = stage;
        this.container = container;
        this.connections = connections;
        this.routes = routes;
        this.management = management;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        List<String> path = Paths.segments(request);
        if (path.equals(List.of(stage))) {
            upgrade(request, response, callback);
            return true;
        }
        if (path.size() == 3 && path.get(1).equals("@connections")) {
            management.handle(path.get(0), path.get(2), request, response, callback);
            return true;
        }
        return false;
    }

    /** AWS doesn't document what a request without an upgrade gets; RFC 9110 has 426 for it. */
    private void upgrade(Request request, Response response, Callback callback) {
        Upgrade upgrade = new Upgrade(callback, connections, routes, this::message);
        try {
            if (!container.upgrade(upgrade, request, response, upgrade)) {
                new Answer(426, "", ErrorBody.of("Upgrade Required")).send(response, callback);
            }
        } catch (RuntimeException e) {
            upgrade.abandon();
            throw e;
        }
    }

    private void message(Connection connection, String body) {
        String reply = routes.message(connection, body);
        if (reply.isEmpty()) {
            return;
        }
        if (connection.send(reply, connections.now()) == Connection.Sent.BUFFER_FULL) {
            connections.close(connection, Ending.TOO_SLOW);
        }
    }
}
