package dev.tablecast.functions.discarded;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberInput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The place in the stream of records that Lambda gave up, as in its message to the on-failure
 * destination. The message has none of their data.
 *
 * @param condition {@code RetryAttemptsExhausted} or {@code RecordAgeExceeded}
 */
record DiscardedBatch(
        String shardId,
        String startSequenceNumber,
        String endSequenceNumber,
        int records,
        String condition) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String BATCH = "/DDBStreamBatchInfo/";

    /** Returns what the message says; what it doesn't say is empty, or 0. */
    static DiscardedBatch read(String message) {
        Map<String, String> values = values(message);
        return new DiscardedBatch(
                values.getOrDefault(BATCH + "shardId", ""),
                values.getOrDefault(BATCH + "startSequenceNumber", ""),
                values.getOrDefault(BATCH + "endSequenceNumber", ""),
                NumberInput.parseAsInt(values.getOrDefault(BATCH + "batchSize", ""), 0),
                values.getOrDefault("/requestContext/condition", ""));
    }

    /** Every text and number of the message by its JSON pointer; none, if it isn't JSON. */
    private static Map<String, String> values(String message) {
        var values = new HashMap<String, String>();
        try (JsonParser json = JSON.createParser(message)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    values.put(json.getParsingContext().pathAsPointer().toString(), json.getText());
                }
            }
            return values;
        } catch (IOException e) {
            return Map.of();
        }
    }
}
