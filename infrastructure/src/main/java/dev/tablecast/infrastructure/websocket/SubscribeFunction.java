package dev.tablecast.infrastructure.websocket;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import dev.tablecast.infrastructure.configuration.function.FunctionSizes;
import dev.tablecast.infrastructure.configuration.message.MessageFormat;
import dev.tablecast.infrastructure.configuration.source.Snapshots;
import dev.tablecast.infrastructure.function.FunctionSettings;
import dev.tablecast.infrastructure.function.JavaFunction;
import dev.tablecast.infrastructure.function.Variables;
import dev.tablecast.infrastructure.role.Statement;
import dev.tablecast.infrastructure.stack.Stack;
import dev.tablecast.infrastructure.table.FeedLog;
import dev.tablecast.infrastructure.table.SourceStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The function that subscribes a connection to the feed, and sends what its client has missed. */
public final class SubscribeFunction extends ComponentResource {
    private static final String NAME = "subscribe";

    private final JavaFunction function;

    public SubscribeFunction(
            StageAddress stage,
            Table connections,
            FeedLog log,
            SourceStream source,
            Snapshots snapshots,
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
                                environment(stage, connections, log, source, snapshots, format),
                                Stream.concat(
                                                Stream.of(
                                                        Statement.allow(
                                                                        "dynamodb:GetItem",
                                                                        "dynamodb:UpdateItem")
                                                                .on(connections.arn()),
                                                        log.subscribing(),
                                                        stage.manageConnections("POST", "DELETE")),
                                                reading(source, snapshots))
                                        .toList()),
                        jar,
                        stack,
                        this);
        registerOutputs(Map.of("arn", function.invocableArn()));
    }

    JavaFunction function() {
        return function;
    }

    /** Returns the permissions to read the items of the source table; none without snapshots. */
    private static Stream<Statement> reading(SourceStream source, Snapshots snapshots) {
        if (!snapshots.isOn()) {
            return Stream.empty();
        }
        var items =
                snapshots.mode() == Snapshots.Mode.SCAN
                        ? Statement.allow("dynamodb:Query", "dynamodb:Scan")
                        : Statement.allow("dynamodb:Query");
        return Stream.of(
                items.on(source.tableArn()),
                Statement.allow("kms:Decrypt").onAnyOf(source.kmsKeyArns()));
    }

    private static Output<Map<String, String>> environment(
            StageAddress stage,
            Table connections,
            FeedLog log,
            SourceStream source,
            Snapshots snapshots,
            MessageFormat format) {
        return Variables.of(
                List.of(
                        Variables.of("CONNECTIONS_TABLE", connections.name()),
                        Variables.of("CONNECTIONS_ENDPOINT", stage.connectionsEndpoint()),
                        log.environment(),
                        Output.of(snapshots.environment()),
                        snapshots.isOn()
                                ? Variables.of("SOURCE_TABLE", source.table())
                                : Output.of(Map.of()),
                        Output.of(
                                Map.of("REPLAY_CHANGES", Integer.toString(log.replay().changes()))),
                        Output.of(format.environment())));
    }
}
