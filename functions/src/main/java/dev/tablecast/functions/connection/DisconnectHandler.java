package dev.tablecast.functions.connection;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.limits.ConnectionLimits;
import dev.tablecast.functions.snapstart.SnapStart;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The {@code $disconnect} route: deletes the connection's row.
 *
 * <p>API Gateway calls it once, at best: a row that it leaves behind is pruned by the broadcast
 * that finds the connection gone. Answers {@code {"statusCode":200}}, also when there was no row.
 *
 * <p>Settings: {@code CONNECTIONS_TABLE}; those of {@link ConnectionLimits}.
 */
public final class DisconnectHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, Map<String, Object>> {
    private final Connections connections;
    private final ConnectionLimits limits;

    public DisconnectHandler() {
        this(System.getenv());
        SnapStart.beforeSnapshot(
                System.getenv(), () -> new ConnectionRehearsal(DisconnectHandler::new));
    }

    public DisconnectHandler(Map<String, String> environment) {
        this(environment, new AwsClients(environment).dynamoDb());
    }

    private DisconnectHandler(Map<String, String> environment, DynamoDbClient dynamoDb) {
        this(
                DynamoDbConnections.from(environment, dynamoDb),
                ConnectionLimits.from(environment, () -> dynamoDb));
    }

    DisconnectHandler(Connections connections, ConnectionLimits limits) {
        this.connections = connections;
        this.limits = limits;
    }

    @Override
    public Map<String, Object> handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        switch (connections.remove(event.getRequestContext().getConnectionId())) {
            case Connections.Removal.Removed removed -> limits.release(removed.subject());
            case Connections.Removal.NotThere notThere -> {}
        }
        return Map.of("statusCode", 200);
    }
}
