package dev.tablecast.local.cloud.console;

import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import dev.tablecast.local.cloud.gateway.connection.ConnectionListener;
import dev.tablecast.local.console.ConnectionLog;
import java.util.OptionalInt;

/** The listener that records the gateway's connections in the console's log. */
public record LoggedConnections(ConnectionLog log) implements ConnectionListener {
    @Override
    public void opened(ConnectionInfo connection) {
        log.opened(connection.connectionId());
    }

    @Override
    public void posted(String connectionId, String text) {
        log.posted(connectionId, text);
    }

    @Override
    public void answered(String connectionId, String method, OptionalInt status) {
        if (method.equals("POST")) {
            log.answered(connectionId, status);
        }
    }

    @Override
    public void closed(ConnectionInfo connection, int statusCode) {
        log.closed(GatewayConnections.shown(connection), statusCode);
    }
}
