package dev.tablecast.functions.stream;

import dev.tablecast.functions.snapstart.Rehearsal;
import dev.tablecast.functions.snapstart.Stage;
import java.net.URI;

/** A change that nobody made, broadcast to nobody, and a sweep of no connections. */
record BroadcastRehearsal() implements Rehearsal {
    private static final String EVENT =
            """
            {"Records": [{"eventID": "rehearsal", "eventName": "MODIFY", "eventVersion": "1.1",
              "eventSource": "aws:dynamodb", "awsRegion": "rehearsal",
              "dynamodb": {"ApproximateCreationDateTime": 1, "Keys": {"id": {"S": "rehearsal"}},
                "NewImage": {"id": {"S": "rehearsal"}, "number": {"N": "1"}},
                "OldImage": {"id": {"S": "rehearsal"}, "number": {"N": "2"}},
                "SequenceNumber": "1", "SizeBytes": 1, "StreamViewType": "NEW_AND_OLD_IMAGES"},
              "eventSourceARN": "rehearsal"}]}
            """;

    private static final String SWEEP =
            """
            {"Records": [{"eventSource": "aws:scheduler"}]}
            """;

    private static final String EXECUTION =
            """
            {"executionArn": "rehearsal", "status": "SUCCEEDED", "startDate": 0.5, "stopDate": 0.5,
             "inputDetails": {"included": true}, "outputDetails": {"included": true},
             "billingDetails": {"billedDurationInMilliseconds": 1, "billedMemoryUsedInMB": 64},
             "output": "{\\"counts\\":[{\\"delivered\\":1}]}"}
            """;

    private static final String TABLE = "Rehearsal";

    private static final String HEAD =
            """
            {"Epoch": {"S": "000000001"}, "Generation": {"S": "unqualified"}, "End": {"N": "1"},
             "Sent": {"N": "1"}, "Bytes": {"N": "0"}}\
            """;

    private static final String LOG =
            "{\"Responses\": {\"" + TABLE + "\": [" + HEAD + "]}, \"UnprocessedKeys\": {}}";

    /** Step Functions' to an execution, DynamoDB's to reads and writes of a log. */
    @Override
    public String answer(URI endpoint, String target) {
        return switch (target.substring(target.indexOf('.') + 1)) {
            case "UpdateItem" -> "{\"Attributes\": " + HEAD + "}";
            case "BatchGetItem" -> LOG;
            case "GetItem", "TransactWriteItems" -> "{}";
            default -> EXECUTION;
        };
    }

    @Override
    public void play(Stage stage) {
        // One each: the stage closes a connection after its answer, which a client doesn't notice
        // before it uses it again.
        var environment = stage.with("CHANGE_LOG_TABLE", TABLE).environment();
        stage.invoke(new StreamTriggerHandler(environment), EVENT);
        stage.invoke(new StreamTriggerHandler(environment), SWEEP);
    }
}
