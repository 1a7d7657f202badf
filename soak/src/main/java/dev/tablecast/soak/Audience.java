package dev.tablecast.soak;

import java.util.List;

/** The side of a client that reads, over all of its connections. */
interface Audience {
    /** Returns where a new connection's receipts go. */
    Receipts receipts();

    void opened(ClientConnection connection);

    void received(ClientConnection from, String text);

    /**
     * Returns what came, from each start on.
     *
     * @param connections of the client, the youngest last
     */
    List<Sequence> sequences(List<Reception> connections);
}
