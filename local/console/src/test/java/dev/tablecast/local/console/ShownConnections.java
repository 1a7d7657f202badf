package dev.tablecast.local.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Open connections without clients, and a record of how they were ended. */
final class ShownConnections implements OpenConnections {
    private final List<OpenConnection> open = new CopyOnWriteArrayList<>();
    final List<String> ended = new CopyOnWriteArrayList<>();

    OpenConnection add(String id, Instant connectedAt) {
        var connection =
                new OpenConnection(
                        id,
                        OpenConnection.State.OPEN,
                        connectedAt,
                        connectedAt.plusSeconds(1),
                        "127.0.0.1",
                        "agent");
        open.add(connection);
        return connection;
    }

    @Override
    public List<OpenConnection> all() {
        return new ArrayList<>(open);
    }

    @Override
    public boolean close(String id) {
        return end("close", id);
    }

    @Override
    public boolean cut(String id) {
        return end("cut", id);
    }

    private boolean end(String how, String id) {
        boolean isEnded = open.removeIf(connection -> connection.id().equals(id));
        if (isEnded) {
            ended.add(how + " " + id);
        }
        return isEnded;
    }
}
