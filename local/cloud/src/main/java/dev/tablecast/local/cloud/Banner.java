package dev.tablecast.local.cloud;

import java.util.List;

/** What a person who has started the local cloud needs to know. */
final class Banner {
    private Banner() {}

    static String of(LocalCloud cloud) {
        String gateway = cloud.connectionsEndpoint().resolve("/").toString();
        return String.join(
                System.lineSeparator(),
                List.of(
                        "",
                        "Tablecast is running; Ctrl-C ends it.",
                        "",
                        "  Console         " + gateway,
                        "  WebSocket       " + cloud.webSocketUri(),
                        "  @connections    " + cloud.connectionsEndpoint() + "/@connections/{id}",
                        "  DynamoDB        %s (tables: %s)"
                                .formatted(
                                        cloud.dynamoDbEndpoint(),
                                        String.join(", ", cloud.tableNames())),
                        "  Step Functions  http://localhost:%d (state machines: %s)"
                                .formatted(
                                        cloud.stepFunctionsEndpoint().getPort(),
                                        String.join(", ", cloud.stateMachineNames())),
                        "",
                        "Make a change appear:",
                        "",
                        "  " + ExampleCommand.putItem(cloud),
                        ""));
    }
}
