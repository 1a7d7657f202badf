package dev.tablecast.local.cloud.gateway;

/** Is told of connections, on the thread that serves the socket: it must not block. */
public interface ConnectionListener {
    default void opened(ConnectionInfo connection) {}

    /** However it ended: by a close frame, by a timeout, or because the client vanished. */
    default void closed(ConnectionInfo connection) {}
}
