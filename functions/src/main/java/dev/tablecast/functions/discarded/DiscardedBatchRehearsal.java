package dev.tablecast.functions.discarded;

import dev.tablecast.functions.snapstart.Rehearsal;
import dev.tablecast.functions.snapstart.Stage;
import java.net.URI;
import org.slf4j.helpers.NOPLogger;

/** A batch that nobody has given up, of which no log tells. */
record DiscardedBatchRehearsal() implements Rehearsal {
    private static final String EVENT =
            """
            {"Records": [{"messageId": "rehearsal", "receiptHandle": "rehearsal",
              "body": "{\\"requestContext\\":{\\"condition\\":\\"rehearsal\\"},\\"DDBStreamBatchInfo\\":{\\"shardId\\":\\"rehearsal\\",\\"startSequenceNumber\\":\\"1\\",\\"endSequenceNumber\\":\\"1\\",\\"batchSize\\":1}}",
              "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1"},
              "eventSource": "aws:sqs", "eventSourceARN": "rehearsal", "awsRegion": "rehearsal"}]}
            """;

    /** Step Functions', to the start of an execution. */
    @Override
    public String answer(URI endpoint, String target) {
        return """
        {"executionArn": "rehearsal", "status": "SUCCEEDED", "startDate": 0.5, "stopDate": 0.5,
         "inputDetails": {"included": true}, "outputDetails": {"included": true},
         "billingDetails": {"billedDurationInMilliseconds": 1, "billedMemoryUsedInMB": 64},
         "output": "{\\"counts\\":[{\\"closed\\":1}]}"}
        """;
    }

    @Override
    public void play(Stage stage) {
        stage.invoke(new DiscardedBatchHandler(stage.environment(), NOPLogger.NOP_LOGGER), EVENT);
    }
}
