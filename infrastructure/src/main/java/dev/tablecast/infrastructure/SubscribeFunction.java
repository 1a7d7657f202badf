package dev.tablecast.infrastructure;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import dev.tablecast.infrastructure.configuration.FunctionSizes;
import dev.tablecast.infrastructure.configuration.MessageFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The function that subscribes a connection to the feed, and sends what its client has missed. */
final class SubscribeFunction extends ComponentResource {
    private static final String NAME = "subscribe";

    private final JavaFunction function;

    SubscribeFunction(
            StageAddress stage,
            Table connections,
            FeedLog log,
            MessageFormat format,
            FunctionSizes sizes,
            Path jar,
            Stack stack) {
        super("tablecast:infrastructure:SubscribeFunction", stack.logical(NAME), stack.parent());
        function =
                new JavaFunction(
                        NAME,
                        new FunctionSettings(
                                "Subscribes a connection and replays what its client has missed.",
                                "dev.tablecast.functions.subscribe.SubscribeHandler::handleRequest",
                                sizes.subscribeMemoryMegabytes(),
                                sizes.subscribeTimeout(),
                                environment(stage, connections, log, format),
                                List.of(
                                        Statement.allow("dynamodb:GetItem", "dynamodb:UpdateItem")
                                                .on(connections.arn()),
                                        log.subscribing(),
                                        stage.manageConnections("POST", "DELETE"))),
                        jar,
                        stack,
                        this);
        registerOutputs(Map.of("arn", function.invocableArn()));
    }

    JavaFunction function() {
        return function;
    }

    private static Output<Map<String, String>> environment(
            StageAddress stage, Table connections, FeedLog log, MessageFormat format) {
        return Variables.of(
                List.of(
                        Variables.of("CONNECTIONS_TABLE", connections.name()),
                        Variables.of("CONNECTIONS_ENDPOINT", stage.connectionsEndpoint()),
                        log.environment(),
                        Output.of(
                                Map.of("REPLAY_CHANGES", Integer.toString(log.replay().changes()))),
                        Output.of(format.environment())));
    }
}
