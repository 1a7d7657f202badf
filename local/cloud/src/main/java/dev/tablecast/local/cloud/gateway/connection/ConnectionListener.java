package dev.tablecast.local.cloud.gateway.connection;

import java.util.OptionalInt;

/**
 * A listener for connections. It is called on the thread that serves the socket or the management
 * call, and must not block.
 */
public interface ConnectionListener {
    /** Called when a connection is open. */
    default void opened(ConnectionInfo connection) {}

    /**
     * Called when an open connection has ended: by a close frame, by a timeout, or because the
     * client vanished.
     *
     * @param statusCode of the close frame; 1006 where there was none, as in RFC 6455, section 7.4
     */
    default void closed(ConnectionInfo connection, int statusCode) {}

    /** Called when text was posted to an open connection. */
    default void posted(String connectionId, String text) {}

    /**
     * Called when a call of the management API is answered.
     *
     * @param connectionId the id in the call; there may be no such connection
     * @param status of the response, injected faults included; empty if the call was reset
     */
    default void answered(String connectionId, String method, OptionalInt status) {}
}
