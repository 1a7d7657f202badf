package dev.tablecast.local.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** {@code /api/events}: the WebSocket that sends topics when they change. */
record EventsUpgrade(Map<String, Supplier<ObjectNode>> topics) {
    static final String PATH = "/api/events";

    /** Upgrades the request, or answers 426 if it isn't an upgrade. */
    void answer(Request request, Response response, Callback callback, Server server) {
        ServerWebSocketContainer container = ServerWebSocketContainer.get(request.getContext());
        if (container == null
                || !container.upgrade(
                        (upgrade, answer, done) ->
                                new EventsSocket(
                                        topics, server.getScheduler(), server.getThreadPool()),
                        request,
                        response,
                        callback)) {
            Reply.error(426, "UpgradeRequired", PATH + ": must be a WebSocket")
                    .send(response, callback);
        }
    }
}
