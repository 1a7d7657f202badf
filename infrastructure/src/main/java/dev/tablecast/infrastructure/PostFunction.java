package dev.tablecast.infrastructure;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import dev.tablecast.infrastructure.configuration.Broadcast;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The function that posts messages to a chunk of connections. */
final class PostFunction extends ComponentResource {
    /** One whole CPU: hundreds of TLS posts at a time are work for it, not for memory. */
    private static final int MEMORY_MEGABYTES = 1769;

    private final JavaFunction function;

    PostFunction(Broadcast settings, WebSocketApi api, Path jar, StackName stack) {
        super("tablecast:infrastructure:PostFunction", "posting");
        function =
                new JavaFunction(
                        "post",
                        new FunctionSettings(
                                "Posts messages to a chunk of connections.",
                                "dev.tablecast.functions.post.PostHandler::handleRequest",
                                MEMORY_MEGABYTES,
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
