package dev.tablecast.infrastructure;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import dev.tablecast.infrastructure.configuration.FunctionSizes;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions that put a row when a connection opens and delete it when it closes. */
final class ConnectionFunctions extends ComponentResource {
    private static final String PACKAGE = "dev.tablecast.functions.connection.";

    private final JavaFunction connect;
    private final JavaFunction disconnect;

    ConnectionFunctions(
            Table connections,
            List<String> allowedOrigins,
            FunctionSizes sizes,
            Path jar,
            Stack stack) {
        super("tablecast:infrastructure:ConnectionFunctions", "connection-functions");
        var connectSettings =
                settings(
                        sizes,
                        "Records a connection before it opens.",
                        "ConnectHandler",
                        environment(
                                connections,
                                Map.of("ALLOWED_ORIGINS", String.join(",", allowedOrigins))),
                        Statement.allow("dynamodb:PutItem").on(connections.arn()));
        var disconnectSettings =
                settings(
                        sizes,
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
            FunctionSizes sizes,
            String description,
            String handler,
            Output<Map<String, String>> environment,
            Statement permission) {
        return new FunctionSettings(
                description,
                PACKAGE + handler + "::handleRequest",
                sizes.connectionMemoryMegabytes(),
                sizes.connectionTimeout(),
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
