package dev.tablecast.local.cloud.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The message about a discarded batch to an on-failure destination: the position of its records,
 * not their data.
 *
 * @param functionError whether the function failed; false if it only reported failed records
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retaining
 *     discarded batches for a DynamoDB event source</a>
 */
record DiscardedBatch(
        String functionArn,
        String streamArn,
        String shardId,
        Condition condition,
        boolean functionError,
        Batch batch) {

    enum Condition {
        RetryAttemptsExhausted,
        RecordAgeExceeded
    }

    String toJson(Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("requestContext")
                .put("requestId", UUID.randomUUID().toString())
                .put("functionArn", functionArn)
                .put("condition", condition.name())
                .put("approximateInvokeCount", batch.attempts());
        ObjectNode response = json.putObject("responseContext");
        response.put("statusCode", 200).put("executedVersion", "$LATEST");
        if (functionError) {
            response.put("functionError", "Unhandled");
        }
        json.put("version", "1.0").put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
        StreamRecord first = batch.records().getFirst();
        StreamRecord last = batch.records().getLast();
        json.putObject("DDBStreamBatchInfo")
                .put("shardId", shardId)
                .put("startSequenceNumber", first.sequenceNumber())
                .put("endSequenceNumber", last.sequenceNumber())
                .put("approximateArrivalOfFirstRecord", first.createdAt().toString())
                .put("approximateArrivalOfLastRecord", last.createdAt().toString())
                .put("batchSize", batch.records().size())
                .put("streamArn", streamArn);
        return json.toString();
    }
}
