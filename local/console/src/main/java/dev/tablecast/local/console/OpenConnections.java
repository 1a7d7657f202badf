package dev.tablecast.local.console;

import java.util.List;

/**
 * The open connections of the WebSocket API. Both ways to end one return false if it isn't open.
 */
public interface OpenConnections {
    /** Returns all of them, in no particular order. */
    List<OpenConnection> all();

    /** Closes a connection as the management API does. */
    boolean close(String id);

    /**
     * Drops a connection's TCP connection: its client gets no close frame, and {@code $disconnect}
     * isn't called.
     */
    boolean cut(String id);
}
