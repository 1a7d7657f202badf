package dev.tablecast.local.cloud.gateway;

import dev.tablecast.local.cloud.gateway.answer.Answer;
import dev.tablecast.local.cloud.gateway.answer.ErrorBody;
import dev.tablecast.local.cloud.gateway.connection.Connection;
import dev.tablecast.local.cloud.gateway.connection.Ending;
import dev.tablecast.local.cloud.gateway.connection.LiveConnections;
import dev.tablecast.local.cloud.gateway.integration.Routes;
import dev.tablecast.local.cloud.gateway.management.ManagementApi;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * The handler of {@code /{stage}} and {@code /{any}/@connections/{id}}. It leaves every other path
 * to the handlers after it.
 */
final class GatewayHandler extends Handler.Abstract {
    private final String stage;
    private final ServerWebSocketContainer container;
    private final LiveConnections connections;
    private final Routes routes;
    private final ManagementApi management;

    GatewayHandler(
            String stage,
            ServerWebSocketContainer container,
            LiveConnections connections,
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

    /** Answers a request without an upgrade 426, as RFC 9110 has it; AWS documents no answer. */
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
