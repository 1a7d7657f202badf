package dev.tablecast.functions.discarded;

import dev.tablecast.functions.snapstart.Rehearsal;
import dev.tablecast.functions.snapstart.Stage;
import java.net.URI;
import org.slf4j.helpers.NOPLogger;

/** An invented batch that leaves no line in the log. */
record DiscardedBatchRehearsal() implements Rehearsal {
    private static final String EVENT =
            """
            {"Records": [{"messageId": "rehearsal", "receiptHandle": "rehearsal",
              "body": "{\\"requestContext\\":{\\"condition\\":\\"rehearsal\\"},\\"DDBStreamBatchInfo\\":{\\"shardId\\":\\"rehearsal\\",\\"startSequenceNumber\\":\\"1\\",\\"endSequenceNumber\\":\\"1\\",\\"batchSize\\":1}}",
              "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1"},
              "eventSource": "aws:sqs", "eventSourceARN": "rehearsal", "awsRegion": "rehearsal"}]}
            """;

    private static final String HEAD =
            """
            {"Epoch": {"S": "zzzzzzzzz"}, "Generation": {"S": "unqualified"}, "End": {"N": "1"},
             "Sent": {"N": "1"}, "Bytes": {"N": "0"}}\
            """;

    /** DynamoDB's, to a read of a log whose epoch began later and has nothing left to send. */
    @Override
    public String answer(URI endpoint, String target) {
        return "{\"Item\": " + HEAD + "}";
    }

    @Override
    public void play(Stage stage) {
        var environment =
                stage.with("CHANGE_LOG_TABLE", "Rehearsal").with("FEED", "rehearsal").environment();
        stage.invoke(new DiscardedBatchHandler(environment, NOPLogger.NOP_LOGGER), EVENT);
    }
}
