package dev.tablecast.functions.subscribe;

import dev.tablecast.functions.snapstart.Rehearsal;
import dev.tablecast.functions.snapstart.Stage;
import java.net.URI;

/** A subscription of an invented client, from a position that is no longer in the log. */
record SubscribeRehearsal() implements Rehearsal {
    private static final String EVENT =
            """
            {"requestContext": {"routeKey": "subscribe", "eventType": "MESSAGE",
               "connectionId": "rehearsal", "connectedAt": 0, "requestTimeEpoch": 0},
             "body": "{\\"action\\":\\"subscribe\\",\\"sub\\":\\"a\\",\\"rev\\":1,\\"after\\":\\"000000000.1.x\\"}",
             "isBase64Encoded": false}
            """;

    private static final String ITEM =
            """
            {"Item": {"ConnectionId": {"S": "rehearsal"}, "Terms": {"S": "1.1.."},
              "Epoch": {"S": "000000001"}, "Generation": {"S": "unqualified"}, "End": {"N": "1"},
              "Sent": {"N": "1"}, "Bytes": {"N": "0"}}}
            """;

    /** DynamoDB's, to reads of the row and the head, and to the row's update; API Gateway's. */
    @Override
    public String answer(URI endpoint, String target) {
        return target.endsWith("GetItem") ? ITEM : "{}";
    }

    @Override
    public void play(Stage stage) {
        var environment =
                stage.with("CONNECTIONS_ENDPOINT", stage.endpoint() + "/live").environment();
        stage.invoke(new SubscribeHandler(environment), EVENT);
    }
}
