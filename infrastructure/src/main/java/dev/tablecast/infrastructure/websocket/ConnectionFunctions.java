package dev.tablecast.infrastructure.websocket;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import dev.tablecast.infrastructure.configuration.function.FunctionSizes;
import dev.tablecast.infrastructure.configuration.message.MessageFormat;
import dev.tablecast.infrastructure.function.FunctionSettings;
import dev.tablecast.infrastructure.function.JavaFunction;
import dev.tablecast.infrastructure.function.Variables;
import dev.tablecast.infrastructure.role.Statement;
import dev.tablecast.infrastructure.stack.Stack;
import dev.tablecast.infrastructure.table.ConnectionCounts;
import dev.tablecast.infrastructure.table.FeedLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The functions that put a row when a connection opens and delete it when it closes. */
public final class ConnectionFunctions extends ComponentResource {
    private static final String PACKAGE = "dev.tablecast.functions.connection.";

    private final JavaFunction connect;
    private final JavaFunction disconnect;

    public ConnectionFunctions(
            Table connections,
            Optional<ConnectionCounts> counts,
            List<String> allowedOrigins,
            MessageFormat format,
            FeedLog log,
            FunctionSizes sizes,
            Path jar,
            Stack stack) {
        super(
                "tablecast:infrastructure:ConnectionFunctions",
                stack.logical("connection-functions"),
                stack.parent());
        var connectSettings =
                settings(
                        sizes,
                        "Records a connection before it opens.",
                        "ConnectHandler",
                        environment(
                                connections,
                                counts,
                                viewing(
                                        format,
                                        log,
                                        Map.of(
                                                "ALLOWED_ORIGINS",
                                                String.join(",", allowedOrigins)))),
                        counting(
                                counts,
                                Stream.concat(
                                        Stream.of(
                                                Statement.allow("dynamodb:PutItem")
                                                        .on(connections.arn())),
                                        format.hasRowAccess()
                                                ? Stream.of(log.storingViews())
                                                : Stream.empty())));
        var disconnectSettings =
                settings(
                        sizes,
                        "Forgets a connection that has closed.",
                        "DisconnectHandler",
                        environment(connections, counts, Output.of(Map.of())),
                        counting(
                                counts,
                                Stream.of(
                                        Statement.allow("dynamodb:DeleteItem")
                                                .on(connections.arn()))));
        connect = new JavaFunction("connect", connectSettings, jar, stack, this);
        disconnect = new JavaFunction("disconnect", disconnectSettings, jar, stack, this);
        registerOutputs(
                Map.of("connect", connect.invocableArn(), "disconnect", disconnect.invocableArn()));
    }

    public JavaFunction connect() {
        return connect;
    }

    public JavaFunction disconnect() {
        return disconnect;
    }

    private static FunctionSettings settings(
            FunctionSizes sizes,
            String description,
            String handler,
            Output<Map<String, String>> environment,
            List<Statement> permissions) {
        return new FunctionSettings(
                description,
                PACKAGE + handler + "::handleRequest",
                sizes.connectionMemoryMegabytes(),
                sizes.connectionTimeout(),
                environment,
                permissions);
    }

    private static List<Statement> counting(
            Optional<ConnectionCounts> counts, Stream<Statement> permissions) {
        return Stream.concat(permissions, counts.map(ConnectionCounts::counting).stream()).toList();
    }

    /**
     * Returns the variables of views: with row access a client has its own view from the start,
     * even if it never subscribes.
     */
    private static Output<Map<String, String>> viewing(
            MessageFormat format, FeedLog log, Map<String, String> more) {
        return format.hasRowAccess()
                ? Variables.of(
                        List.of(
                                Output.of(more),
                                log.environment(),
                                Output.of(format.environment())))
                : Output.of(more);
    }

    private static Output<Map<String, String>> environment(
            Table connections,
            Optional<ConnectionCounts> counts,
            Output<Map<String, String>> more) {
        var table = Variables.of("CONNECTIONS_TABLE", connections.name());
        return Variables.of(
                Stream.concat(
                                Stream.of(table, more),
                                counts.map(ConnectionCounts::environment).stream())
                        .toList());
    }
}
