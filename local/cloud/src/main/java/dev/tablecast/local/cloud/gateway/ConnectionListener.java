package dev.tablecast.local.cloud.gateway;

import java.util.OptionalInt;

/** Is told of connections, on the thread that serves the socket or the call: it must not block. */
public interface ConnectionListener {
    default void opened(ConnectionInfo connection) {}

    /**
     * However it ended: by a close frame, by a timeout, or because the client vanished.
     *
     * @param statusCode of the close frame; 1006 where there was none, as in RFC 6455, section 7.4
     */
    default void closed(ConnectionInfo connection, int statusCode) {}

    /** A text was posted to an open connection. */
    default void posted(String connectionId, String text) {}

    /**
     * A call of the management API is answered.
     *
     * @param connectionId as it was called; there may be no such connection
     * @param status of the answer, faults of tests included; empty where the call was reset instead
     */
    default void answered(String connectionId, String method, OptionalInt status) {}
}
