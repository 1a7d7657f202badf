package dev.tablecast.functions.post;

import java.util.LinkedHashMap;
import java.util.Map;

/** Rows of {@code WebSocketManager} as a scan of the workflow returns them. */
final class Rows {
    private Rows() {}

    static Map<String, Object> row(String id, long connectedAt) {
        var row = new LinkedHashMap<String, Object>();
        row.put("ConnectionId", Map.of("S", id));
        row.put("ConnectedAt", Map.of("N", Long.toString(connectedAt)));
        return row;
    }
}
