package dev.tablecast.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Is asked after each batch of a stream whether it is delivered twice, before each try whether it
 * has become too old, and how far the stream lags behind its table; for tests.
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

    /**
     * Returns whether the records are given up, as if they were older than the mapping allows,
     * which takes a minute at least.
     *
     * @param records those of the batch that weren't processed yet
     */
    default boolean expires(List<JsonNode> records) {
        return false;
    }

    /** Returns the time for which the function doesn't get a record that was written. */
    default Duration lag() {
        return Duration.ZERO;
    }

    /** Returns faults by which a stream lags behind its table, and nothing else goes wrong. */
    static StreamFaults lagging(Supplier<Duration> lag) {
        return new StreamFaults() {
            @Override
            public boolean redelivers(List<JsonNode> records) {
                return false;
            }

            @Override
            public Duration lag() {
                return lag.get();
            }
        };
    }

    /** Returns faults that let the batches expire that a test chooses. */
    static StreamFaults expiring(Predicate<List<JsonNode>> chosen) {
        return new StreamFaults() {
            @Override
            public boolean redelivers(List<JsonNode> records) {
                return false;
            }

            @Override
            public boolean expires(List<JsonNode> records) {
                return chosen.test(records);
            }
        };
    }
}
