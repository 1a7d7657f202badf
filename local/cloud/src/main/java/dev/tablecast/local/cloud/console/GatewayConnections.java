package dev.tablecast.local.cloud.console;

import dev.tablecast.local.cloud.gateway.WebSocketGateway;
import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import dev.tablecast.local.console.OpenConnection;
import dev.tablecast.local.console.OpenConnections;
import java.util.List;
import java.util.function.Supplier;

/**
 * The connections of the gateway.
 *
 * @param gateway called on each use, because the console is mounted in the gateway that it shows
 */
public record GatewayConnections(Supplier<WebSocketGateway> gateway) implements OpenConnections {
    @Override
    public List<OpenConnection> all() {
        return gateway.get().connections().stream().map(GatewayConnections::shown).toList();
    }

    @Override
    public boolean close(String id) {
        return gateway.get().close(id);
    }

    @Override
    public boolean cut(String id) {
        return gateway.get().cut(id);
    }

    static OpenConnection shown(ConnectionInfo info) {
        return new OpenConnection(
                info.connectionId(),
                switch (info.state()) {
                    case PENDING -> OpenConnection.State.PENDING;
                    case OPEN -> OpenConnection.State.OPEN;
                },
                info.connectedAt(),
                info.lastActiveAt(),
                info.sourceIp(),
                info.userAgent());
    }
}
