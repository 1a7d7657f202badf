package dev.tablecast.functions.connection;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import dev.tablecast.functions.snapstart.SnapStart;
import java.util.Map;

/**
 * The {@code $disconnect} route: deletes the connection's row.
 *
 * <p>API Gateway calls it once, at best: a row that it leaves behind is pruned by the broadcast
 * that finds the connection gone. Answers {@code {"statusCode":200}}, also when there was no row.
 *
 * <p>Settings: {@code CONNECTIONS_TABLE}.
 */
public final class DisconnectHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, Map<String, Object>> {
    private final Connections connections;

    public DisconnectHandler() {
        this(System.getenv());
        SnapStart.beforeSnapshot(
                System.getenv(), () -> new ConnectionRehearsal(DisconnectHandler::new));
    }

    public DisconnectHandler(Map<String, String> environment) {
        this(DynamoDbConnections.from(environment));
    }

    DisconnectHandler(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Map<String, Object> handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        connections.remove(event.getRequestContext().getConnectionId());
        return Map.of("statusCode", 200);
    }
}
