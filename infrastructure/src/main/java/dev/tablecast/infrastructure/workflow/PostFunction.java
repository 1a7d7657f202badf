package dev.tablecast.infrastructure.workflow;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import dev.tablecast.infrastructure.configuration.function.FunctionSizes;
import dev.tablecast.infrastructure.configuration.message.BroadcastLimits;
import dev.tablecast.infrastructure.configuration.message.MessageFormat;
import dev.tablecast.infrastructure.function.FunctionSettings;
import dev.tablecast.infrastructure.function.JavaFunction;
import dev.tablecast.infrastructure.function.Variables;
import dev.tablecast.infrastructure.stack.Stack;
import dev.tablecast.infrastructure.table.FeedLog;
import dev.tablecast.infrastructure.websocket.StageAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The function that posts changes of the log to a chunk of connections. */
public final class PostFunction extends ComponentResource {
    private final JavaFunction function;

    public PostFunction(
            BroadcastLimits settings,
            MessageFormat format,
            FunctionSizes sizes,
            StageAddress stage,
            FeedLog log,
            Path jar,
            Stack stack) {
        super("tablecast:infrastructure:PostFunction", stack.logical("posting"), stack.parent());
        function =
                new JavaFunction(
                        "post",
                        new FunctionSettings(
                                "Posts changes of the log to a chunk of connections.",
                                "dev.tablecast.functions.post.PostHandler::handleRequest",
                                sizes.postMemoryMegabytes(),
                                settings.postTimeout(),
                                Variables.of(
                                        List.of(
                                                environment(settings, stage),
                                                log.tableVariable(),
                                                Output.of(format.environment()))),
                                List.of(
                                        stage.manageConnections("POST", "DELETE", "GET"),
                                        log.reading())),
                        jar,
                        stack,
                        this);
        registerOutputs(Map.of("arn", function.invocableArn()));
    }

    public JavaFunction function() {
        return function;
    }

    private static Output<Map<String, String>> environment(
            BroadcastLimits settings, StageAddress stage) {
        return stage.connectionsEndpoint()
                .applyValue(
                        endpoint ->
                                Map.of(
                                        "CONNECTIONS_ENDPOINT",
                                        endpoint,
                                        "PRUNE_GRACE_SECONDS",
                                        Integer.toString(settings.pruneGraceSeconds()),
                                        "POST_CONCURRENCY",
                                        Integer.toString(settings.postConcurrency())));
    }
}
