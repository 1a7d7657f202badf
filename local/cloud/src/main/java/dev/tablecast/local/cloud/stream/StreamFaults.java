package dev.tablecast.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Faults to inject into a stream's event source mapping; for tests: batches that are delivered
 * twice, batches that expire, and a stream that lags behind its table.
 *
 * <p>An event source mapping delivers at least once: if Lambda loses its position, it delivers a
 * processed batch again. The repetition is a normal delivery with its own retries, but it isn't
 * repeated once more.
 *
 * <p>Many threads call it at a time, and it must not block.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using AWS Lambda with
 *     Amazon DynamoDB</a>
 */
@FunctionalInterface
public interface StreamFaults {
    StreamFaults NONE = records -> false;

    /**
     * Returns whether a batch is delivered again, before the records that follow it.
     *
     * @param records the batch as the function got it, with all records processed or discarded
     */
    boolean redelivers(List<JsonNode> records);

    /**
     * Returns whether records are discarded as if they were too old for the mapping, whose real
     * limit is a minute at least.
     *
     * @param records the records of the batch that aren't processed yet
     */
    default boolean expires(List<JsonNode> records) {
        return false;
    }

    /** Returns the delay between the write of a record and its delivery. */
    default Duration lag() {
        return Duration.ZERO;
    }

    /** Returns faults with which a stream only lags behind its table. */
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

    /** Returns faults with which chosen batches expire. */
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
