package dev.tablecast.infrastructure.websocket;

import com.pulumi.core.Output;
import dev.tablecast.infrastructure.role.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The stage of the WebSocket API, as seen by the functions that post to its connections.
 *
 * @param connectionsEndpoint {@code https://…/live}
 * @param executionArn the ARN that the stage's connections begin with
 */
public record StageAddress(Output<String> connectionsEndpoint, Output<String> executionArn) {

    /**
     * Returns the permission to manage connections.
     *
     * @param methods POST to send to one, DELETE to close it, GET to ask about it
     */
    public Statement manageConnections(String... methods) {
        return new Statement(
                List.of("execute-api:ManageConnections"),
                executionArn.applyValue(
                        arn ->
                                Stream.of(methods)
                                        .map(method -> arn + "/" + method + "/@connections/*")
                                        .toList()));
    }
}
