package dev.tablecast.functions.connection;

/** The connections that a broadcast reaches. */
interface Connections {
    /** Adds a connection, or replaces the one that had its id. */
    void put(Connection connection);

    /** Removes a connection; one that isn't there is no error. */
    void remove(String connectionId);
}
