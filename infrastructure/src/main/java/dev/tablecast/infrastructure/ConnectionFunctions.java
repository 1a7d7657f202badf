package dev.tablecast.infrastructure;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions that put a row when a connection opens and delete it when it closes. */
final class ConnectionFunctions extends ComponentResource {
    private static final String PACKAGE = "dev.tablecast.functions.connection.";

    /** A client waits for this, most of all when the function starts cold. */
    private static final int MEMORY_MEGABYTES = 1024;

    /** API Gateway waits for 29 seconds; whatever came later would reach nobody. */
    private static final Duration TIMEOUT = Duration.ofSeconds(29);

    private final JavaFunction connect;
    private final JavaFunction disconnect;

    ConnectionFunctions(Table connections, List<String> allowedOrigins, Path jar, StackName stack) {
        super("tablecast:infrastructure:ConnectionFunctions", "connection-functions");
        var connectSettings =
                settings(
                        "Records a connection before it opens.",
                        "ConnectHandler",
                        environment(
                                connections,
                                Map.of("ALLOWED_ORIGINS", String.join(",", allowedOrigins))),
                        Statement.allow("dynamodb:PutItem").on(connections.arn()));
        var disconnectSettings =
                settings(
                        "Forgets a connection that has closed.",
                        "DisconnectHandler",
                        environment(connections, Map.of()),
                        Statement.allow("dynamodb:DeleteItem").on(connections.arn()));
        connect = new JavaFunction("connect", connectSettings, jar, stack, this);
        disconnect = new JavaFunction("disconnect", disconnectSettings, jar, stack, this);
        registerOutputs(
                Map.of("connect", connect.invocableArn(), "disconnect", disconnect.invocableArn()));
    }

    JavaFunction connect() {
        return connect;
    }

    JavaFunction disconnect() {
        return disconnect;
    }

    private static FunctionSettings settings(
            String description,
            String handler,
            Output<Map<String, String>> environment,
            Statement permission) {
        return new FunctionSettings(
                description,
                PACKAGE + handler + "::handleRequest",
                MEMORY_MEGABYTES,
                TIMEOUT,
                environment,
                List.of(permission));
    }

    private static Output<Map<String, String>> environment(
            Table connections, Map<String, String> more) {
        return connections
                .name()
                .applyValue(
                        name -> {
                            var environment = new HashMap<>(more);
                            environment.put("CONNECTIONS_TABLE", name);
                            return Map.copyOf(environment);
                        });
    }
}
