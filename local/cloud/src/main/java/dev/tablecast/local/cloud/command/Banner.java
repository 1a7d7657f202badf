package dev.tablecast.local.cloud.command;

import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.local.cloud.example.BoardExample;
import java.util.ArrayList;
import java.util.List;

/** The start-up message: where everything is, and a first step. */
final class Banner {
    private Banner() {}

    static String of(Running running) {
        var cloud = running.cloud();
        String gateway = cloud.connectionsEndpoint().resolve("/").toString();
        var lines = new ArrayList<>(List.of("", "Tablecast is running; Ctrl-C ends it.", ""));
        running.example().ifPresent(board -> lines.add("  Order board     " + board.uri()));
        lines.addAll(
                List.of(
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
                        ""));
        lines.addAll(running.example().map(board -> signIn()).orElseGet(() -> putItem(cloud)));
        lines.add("");
        return String.join(System.lineSeparator(), lines);
    }

    private static List<String> putItem(LocalCloud cloud) {
        return List.of("To see a change, write an item:", "", "  " + ExampleCommand.putItem(cloud));
    }

    private static List<String> signIn() {
        return List.of(
                "Open the order board in two windows and sign in as %s, without a password:"
                        .formatted(BoardExample.PEOPLE),
                "an order that one of them places or moves appears at once on the other's screen.");
    }
}
