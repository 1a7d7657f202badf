package dev.tablecast.local.cloud.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.cloud.console.ConnectionLog.Ended;
import dev.tablecast.local.cloud.console.ConnectionLog.Post;
import dev.tablecast.local.cloud.gateway.WebSocketGateway;
import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@code /api/connections}: who is connected, as whom and subscribed to what, who was, and how to
 * get rid of them.
 *
 * <p>A connection can be cut, so that its client gets no close frame and {@code $disconnect} isn't
 * called, or closed as by the management API.
 */
record ConnectionsEndpoint(
        Supplier<WebSocketGateway> gateway, ConnectionLog log, ConnectionRows rows)
        implements Endpoint {
    private static final int MOST_LISTED = 200;

    @Override
    public Reply answer(Call call) {
        List<String> arguments = call.arguments();
        if (arguments.isEmpty()) {
            return call.reads() ? Reply.json(json()) : call.methodNotAllowed("GET, HEAD");
        }
        String id = arguments.getFirst();
        if (arguments.size() == 1) {
            return call.method().equals("DELETE")
                    ? ended(call, () -> gateway.get().close(id))
                    : call.methodNotAllowed("DELETE");
        }
        if (arguments.equals(List.of(id, "cut"))) {
            return call.method().equals("POST")
                    ? ended(call, () -> gateway.get().cut(id))
                    : call.methodNotAllowed("POST");
        }
        throw call.notFound();
    }

    /** The newest first, those that are there before those that were. */
    ObjectNode json() {
        List<ConnectionInfo> all = gateway.get().connections();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("total", all.size());
        ArrayNode list = json.putArray("connections");
        List<ConnectionInfo> newest =
                all.stream()
                        .sorted(Comparator.comparing(ConnectionInfo::connectedAt).reversed())
                        .limit(MOST_LISTED)
                        .toList();
        Map<String, ConnectionRow> found =
                rows.find(newest.stream().map(ConnectionInfo::connectionId).toList());
        var views =
                new ConnectionJson(
                        rows.views(
                                found.values().stream()
                                        .flatMap(row -> row.views().stream())
                                        .collect(Collectors.toSet())));
        for (ConnectionInfo connection : newest) {
            ObjectNode entry = list.addObject();
            String id = connection.connectionId();
            describe(entry, connection, log.lastPost(id));
            log.position(id).ifPresent(at -> entry.put("position", at));
            Optional.ofNullable(found.get(id)).ifPresent(row -> views.describe(entry, row));
        }
        ArrayNode gone = json.putArray("ended");
        for (Ended ended : log.ended()) {
            ObjectNode entry = gone.addObject();
            describe(entry, ended.connection(), ended.lastPost());
            entry.put("endedAt", ended.at().toString()).put("closeCode", ended.closeCode());
        }
        return json;
    }

    private static void describe(
            ObjectNode json, ConnectionInfo connection, Optional<Post> lastPost) {
        json.put("connectionId", connection.connectionId())
                .put("state", connection.state().name())
                .put("connectedAt", connection.connectedAt().toString())
                .put("lastActiveAt", connection.lastActiveAt().toString())
                .put("sourceIp", connection.sourceIp())
                .put("userAgent", connection.userAgent());
        lastPost.ifPresent(
                post -> {
                    ObjectNode entry = json.putObject("lastPost").put("at", post.at().toString());
                    post.status().ifPresent(status -> entry.put("status", status));
                });
    }

    private static Reply ended(Call call, Supplier<Boolean> end) {
        Body.checkType(call.request());
        if (!end.get()) {
            throw new ApiException(
                    404, "NotFound", call.path() + ": there is no such open connection");
        }
        return Reply.noContent();
    }
}
