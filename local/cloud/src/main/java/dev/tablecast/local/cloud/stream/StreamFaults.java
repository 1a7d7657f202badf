package dev.tablecast.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Is asked after each batch of a stream whether it is delivered twice; for tests.
 *
 * <p>An event source mapping delivers at least once: where Lambda loses track of how far it is, it
 * reads a batch again that was done. The repetition is a delivery like any other, with its retries,
 * and is not asked about.
 *
 * <p>It is called by many threads at a time and must not wait.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using AWS Lambda with
 *     Amazon DynamoDB</a>
 */
@FunctionalInterface
public interface StreamFaults {
    StreamFaults NONE = records -> false;

    /**
     * Returns whether the batch is delivered once more, before the records that follow it.
     *
     * @param records as they were read from the shard and the function got them, all processed or
     *     given up
     */
    boolean redelivers(List<JsonNode> records);
}
