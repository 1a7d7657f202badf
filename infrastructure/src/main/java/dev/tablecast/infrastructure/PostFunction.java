package dev.tablecast.infrastructure;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import dev.tablecast.infrastructure.configuration.Broadcast;
import dev.tablecast.infrastructure.configuration.FunctionSizes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The function that posts messages to a chunk of connections. */
final class PostFunction extends ComponentResource {
    private final JavaFunction function;

    PostFunction(Broadcast settings, FunctionSizes sizes, WebSocketApi api, Path jar, Stack stack) {
        super("tablecast:infrastructure:PostFunction", "posting");
        function =
                new JavaFunction(
                        "post",
                        new FunctionSettings(
                                "Posts messages to a chunk of connections.",
                                "dev.tablecast.functions.post.PostHandler::handleRequest",
                                sizes.postMemoryMegabytes(),
                                settings.postTimeout(),
                                environment(settings, api),
                                List.of(manageConnections(api))),
                        jar,
                        stack,
                        this);
        registerOutputs(Map.of("arn", function.invocableArn()));
    }

    JavaFunction function() {
        return function;
    }

    private static Output<Map<String, String>> environment(Broadcast settings, WebSocketApi api) {
        return api.connectionsEndpoint()
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

    /** To post to a connection, and to close one that can't keep up; not to ask about one. */
    private static Statement manageConnections(WebSocketApi api) {
        return new Statement(
                List.of("execute-api:ManageConnections"),
                List.of(
                        api.executionArn().applyValue(arn -> arn + "/POST/@connections/*"),
                        api.executionArn().applyValue(arn -> arn + "/DELETE/@connections/*")));
    }
}
