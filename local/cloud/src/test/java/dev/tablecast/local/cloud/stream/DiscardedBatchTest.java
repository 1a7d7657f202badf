package dev.tablecast.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.cloud.stream.DiscardedBatch.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscardedBatchTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Batch BATCH =
            new Batch(
                    List.of(
                            Shards.record("800", Shards.CREATED),
                            Shards.record("900", Shards.CREATED.plusSeconds(4))),
                    3);

    /** The example of AWS's documentation, with other values. */
    @Test
    void aMessageHasTheShapeThatTheDocumentationShows() throws Exception {
        JsonNode message = message(Condition.RetryAttemptsExhausted, true);
        ((ObjectNode) message.get("requestContext")).put("requestId", "any");

        assertThat(message)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {
                                  "requestContext": {
                                    "requestId": "any",
                                    "functionArn": "arn:aws:lambda:us-east-1:000000000000:function:trigger",
                                    "condition": "RetryAttemptsExhausted",
                                    "approximateInvokeCount": 3
                                  },
                                  "responseContext": {
                                    "statusCode": 200,
                                    "executedVersion": "$LATEST",
                                    "functionError": "Unhandled"
                                  },
                                  "version": "1.0",
                                  "timestamp": "2026-01-02T04:00:00.123Z",
                                  "DDBStreamBatchInfo": {
                                    "shardId": "shardId-1",
                                    "startSequenceNumber": "800",
                                    "endSequenceNumber": "900",
                                    "approximateArrivalOfFirstRecord": "2026-01-02T03:04:05Z",
                                    "approximateArrivalOfLastRecord": "2026-01-02T03:04:09Z",
                                    "batchSize": 2,
                                    "streamArn": "arn:aws:dynamodb:us-east-1:000000000000:table/Items/stream/2026-01-02T03:04:05.000"
                                  }
                                }
                                """));
    }

    @Test
    void aBatchWhoseFunctionOnlyReportedFailuresHasNoFunctionError() throws Exception {
        assertThat(message(Condition.RetryAttemptsExhausted, false).get("responseContext"))
                .isEqualTo(JSON.readTree("{\"statusCode\":200,\"executedVersion\":\"$LATEST\"}"));
    }

    @Test
    void aMessageHoldsNoDataOfTheRecords() {
        assertThat(batch(Condition.RecordAgeExceeded, false).toJson(Instant.EPOCH))
                .contains("RecordAgeExceeded")
                .doesNotContain("Keys", "\"id\"");
    }

    @Test
    void everyMessageHasARequestIdOfItsOwn() throws Exception {
        assertThat(message(Condition.RecordAgeExceeded, false).at("/requestContext/requestId"))
                .isNotEqualTo(
                        message(Condition.RecordAgeExceeded, false)
                                .at("/requestContext/requestId"));
    }

    private static JsonNode message(Condition condition, boolean functionError) throws Exception {
        return JSON.readTree(
                batch(condition, functionError)
                        .toJson(Instant.parse("2026-01-02T04:00:00.123456Z")));
    }

    private static DiscardedBatch batch(Condition condition, boolean functionError) {
        return new DiscardedBatch(
                Shards.FUNCTION_ARN,
                Shards.STREAM_ARN,
                "shardId-1",
                condition,
                functionError,
                BATCH);
    }
}
