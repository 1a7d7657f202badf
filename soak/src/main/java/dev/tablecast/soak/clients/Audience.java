package dev.tablecast.soak.clients;

import dev.tablecast.soak.history.Receipts;
import dev.tablecast.soak.history.Reception;
import dev.tablecast.soak.history.Sequence;
import java.util.List;

/** The receiving side of a client, across all its connections. */
public interface Audience {
    /** Returns the receipts to which a new connection adds. */
    Receipts receipts();

    void opened(ClientConnection connection);

    void received(ClientConnection from, String text);

    /**
     * Returns the received changes, one sequence for each start.
     *
     * @param connections the client's connections, the newest last
     */
    List<Sequence> sequences(List<Reception> connections);
}
