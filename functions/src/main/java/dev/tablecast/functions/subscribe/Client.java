package dev.tablecast.functions.subscribe;

import java.time.Instant;
import java.util.List;

/** The connection that a request came from. */
public interface Client {
    /**
     * Sends text frames, one after the other.
     *
     * @return false if the connection can't be reached any more; its client subscribes again
     */
    boolean send(List<String> frames);

    /** Returns when sending is given up. */
    Instant until();

    /** Closes the connection, so that its client knows. */
    void close();
}
