package dev.tablecast.functions.connection;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import dev.tablecast.functions.handshake.Headers;
import dev.tablecast.functions.handshake.SubProtocols;
import dev.tablecast.functions.settings.Settings;
import dev.tablecast.functions.snapstart.SnapStart;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The {@code $connect} route: records the connection, and accepts it only then.
 *
 * <p>Answers {@code {"statusCode":200}}, with the chosen sub-protocol in {@code headers} where the
 * client offers any, or {@code {"statusCode":403}} for an origin that isn't allowed. A row that
 * can't be put is the function's failure, for which API Gateway refuses the connection.
 *
 * <p>The row expires when API Gateway ends the connection, or when the token ends with which the
 * client was authorized, whichever is sooner.
 *
 * <p>Settings: {@code CONNECTIONS_TABLE}; {@code ALLOWED_ORIGINS}, comma-separated, empty for any.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html">Manage
 *     connected users and client apps: $connect and $disconnect routes</a>
 */
public final class ConnectHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, Map<String, Object>> {
    private final Connections connections;
    private final AllowedOrigins allowedOrigins;
    private final InstantSource clock;

    public ConnectHandler() {
        this(System.getenv());
        SnapStart.beforeSnapshot(
                System.getenv(), () -> new ConnectionRehearsal(ConnectHandler::new));
    }

    public ConnectHandler(Map<String, String> environment) {
        this(
                DynamoDbConnections.from(environment),
                Settings.read(
                        environment,
                        settings -> new AllowedOrigins(settings.list("ALLOWED_ORIGINS"))),
                InstantSource.system());
    }

    ConnectHandler(Connections connections, AllowedOrigins allowedOrigins, InstantSource clock) {
        this.connections = connections;
        this.allowedOrigins = allowedOrigins;
        this.clock = clock;
    }

    @Override
    public Map<String, Object> handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        var headers = new Headers(event.getHeaders(), event.getMultiValueHeaders());
        if (!allowedOrigins.allows(headers.get("Origin"))) {
            return Map.of("statusCode", 403);
        }
        var request = event.getRequestContext();
        // Not when the client asked: an authorizer or a cold start may have taken long since, and
        // the row would be old before its connection opens.
        var connection =
                new Connection(
                        request.getConnectionId(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        connections.put(
                Authorization.of(request.getAuthorizer())
                        .expiresAt()
                        .map(connection::until)
                        .orElse(connection));
        return SubProtocols.in(headers)
                .chosen()
                .<Map<String, Object>>map(
                        protocol ->
                                Map.of(
                                        "statusCode",
                                        200,
                                        "headers",
                                        Map.of(SubProtocols.HEADER, protocol)))
                .orElse(Map.of("statusCode", 200));
    }
}
