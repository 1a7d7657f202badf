package dev.tablecast.functions.discarded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Where the records lie that Lambda gave up, as its message to the on-failure destination says. The
 * message has no data of theirs.
 *
 * @param condition {@code RetryAttemptsExhausted} or {@code RecordAgeExceeded}
 */
record DiscardedBatch(
        String shardId,
        String startSequenceNumber,
        String endSequenceNumber,
        int records,
        String condition) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Returns what the message says; what it doesn't say is empty, or 0. */
    static DiscardedBatch read(String message) {
        JsonNode body = parsed(message);
        JsonNode batch = body.path("DDBStreamBatchInfo");
        return new DiscardedBatch(
                batch.path("shardId").asText(""),
                batch.path("startSequenceNumber").asText(""),
                batch.path("endSequenceNumber").asText(""),
                batch.path("batchSize").asInt(0),
                body.path("requestContext").path("condition").asText(""));
    }

    private static JsonNode parsed(String message) {
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
