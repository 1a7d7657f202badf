package dev.tablecast.functions.connection;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.handshake.Headers;
import dev.tablecast.functions.handshake.SubProtocols;
import dev.tablecast.functions.limits.ConnectionLimits;
import dev.tablecast.functions.limits.Subject;
import dev.tablecast.functions.settings.EnvironmentSettings;
import dev.tablecast.functions.snapstart.SnapStart;
import dev.tablecast.functions.view.Views;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The {@code $connect} route: records the connection, and accepts it only then.
 *
 * <p>Answers {@code {"statusCode":200}}, with the chosen sub-protocol in {@code headers} where the
 * client offers any; {@code {"statusCode":403}} for an origin that isn't allowed, and where row
 * access can't be decided by the client's claims; or {@code {"statusCode":429}} where there are as
 * many connections as may be. A row that can't be put is the function's failure, for which API
 * Gateway refuses the connection.
 *
 * <p>The row says when the token ends with which the client was authorized. Apart from that it has
 * an end for DynamoDB's TTL, which is long after any connection.
 *
 * <p>Settings: {@code CONNECTIONS_TABLE}; {@code ALLOWED_ORIGINS}, comma-separated, empty for any;
 * those of {@link ConnectionLimits} and of {@link ClientViews}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html">Manage
 *     connected users and client apps: $connect and $disconnect routes</a>
 */
public final class ConnectHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectHandler.class);

    private final Connections connections;
    private final AllowedOrigins allowedOrigins;
    private final ConnectionLimits limits;
    private final ClientViews views;
    private final InstantSource clock;

    public ConnectHandler() {
        this(System.getenv());
        SnapStart.beforeSnapshot(
                System.getenv(), () -> new ConnectionRehearsal(ConnectHandler::new));
    }

    public ConnectHandler(Map<String, String> environment) {
        this(environment, new AwsClients(environment).dynamoDb());
    }

    private ConnectHandler(Map<String, String> environment, DynamoDbClient dynamoDb) {
        this(
                DynamoDbConnections.from(environment, dynamoDb),
                EnvironmentSettings.read(
                        environment,
                        settings -> new AllowedOrigins(settings.list("ALLOWED_ORIGINS"))),
                ConnectionLimits.from(environment, () -> dynamoDb),
                ClientViews.from(environment, dynamoDb),
                InstantSource.system());
    }

    ConnectHandler(
            Connections connections,
            AllowedOrigins allowedOrigins,
            ConnectionLimits limits,
            ClientViews views,
            InstantSource clock) {
        this.connections = connections;
        this.allowedOrigins = allowedOrigins;
        this.limits = limits;
        this.views = views;
        this.clock = clock;
    }

    @Override
    public Map<String, Object> handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        var headers = new Headers(event.getHeaders(), event.getMultiValueHeaders());
        if (!allowedOrigins.allows(headers.get("Origin"))) {
            return Map.of("statusCode", 403);
        }
        var request = event.getRequestContext();
        var authorization = Authorization.of(request.getAuthorizer());
        Optional<Views.Kept> view;
        try {
            view = views.of(request.getAuthorizer());
        } catch (ExpressionException e) {
            LOG.atWarn().log("Row access can't be decided by what the authorizer handed on");
            return Map.of("statusCode", 403);
        }
        Optional<Subject> subject = limits.counted(authorization.sub());
        if (!limits.admit(subject)) {
            return Map.of("statusCode", 429);
        }
        var protocols = SubProtocols.in(headers);
        // Not when the client asked: an authorizer or a cold start may have taken long since, and
        // the row would be old before its connection opens.
        connections.put(
                new Connection(
                        request.getConnectionId(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        authorization.expiresAt(),
                        subject,
                        protocols.areSpoken(),
                        view.filter(any -> !protocols.areSpoken()).map(views::keep)));
        return protocols
                .chosen()
                .<Map<String, Object>>map(
                        chosen ->
                                Map.of(
                                        "statusCode",
                                        200,
                                        "headers",
                                        Map.of(SubProtocols.HEADER, chosen)))
                .orElse(Map.of("statusCode", 200));
    }
}
