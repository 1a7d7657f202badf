package dev.tablecast.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.console.ConnectionLog.Ended;
import dev.tablecast.local.console.ConnectionLog.Post;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@code /api/connections}: lists open connections with their claims and subscriptions, and those
 * that have ended; closes or cuts one.
 */
record ConnectionsEndpoint(OpenConnections open, ConnectionLog log, ConnectionRows rows)
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
                    ? ended(call, () -> open.close(id))
                    : call.methodNotAllowed("DELETE");
        }
        if (arguments.equals(List.of(id, "cut"))) {
            return call.method().equals("POST")
                    ? ended(call, () -> open.cut(id))
                    : call.methodNotAllowed("POST");
        }
        throw call.notFound();
    }

    /** Returns both lists, each with the newest first. */
    ObjectNode json() {
        List<OpenConnection> all = open.all();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("total", all.size());
        ArrayNode list = json.putArray("connections");
        List<OpenConnection> newest =
                all.stream()
                        .sorted(Comparator.comparing(OpenConnection::connectedAt).reversed())
                        .limit(MOST_LISTED)
                        .toList();
        Map<String, ConnectionRow> found =
                rows.find(newest.stream().map(OpenConnection::id).toList());
        var views =
                new ConnectionJson(
                        rows.views(
                                found.values().stream()
                                        .flatMap(row -> row.views().stream())
                                        .collect(Collectors.toSet())));
        for (OpenConnection connection : newest) {
            ObjectNode entry = list.addObject();
            String id = connection.id();
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
            ObjectNode json, OpenConnection connection, Optional<Post> lastPost) {
        json.put("connectionId", connection.id())
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
            throw new ApiException(404, "NotFound", call.path() + ": no such open connection");
        }
        return Reply.noContent();
    }
}
