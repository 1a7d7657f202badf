package dev.tablecast.bench.broadcast;

import java.util.Map;

/**
 * The calls of the table {@code ChangeLog} that one broadcast made, and the units that DynamoDB
 * bills for them while each item is small: head, marker and entry of at most 1 KB each, and at most
 * 4 KB that a query reads.
 *
 * @param counts by operation
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">DynamoDB
 *     read and write operations</a>
 */
public record LogCalls(Map<String, Long> counts) {
    /** Head, entry and marker, each twice because they are a transaction's. */
    private static final int UNITS_OF_AN_APPEND = 6;

    /** Head and marker, consistently. */
    private static final int UNITS_OF_A_LOOK = 2;

    public LogCalls {
        counts = Map.copyOf(counts);
    }

    public long writeUnits() {
        return UNITS_OF_AN_APPEND * of("TransactWriteItems") + of("UpdateItem") + of("PutItem");
    }

    /**
     * @param readers functions that read the entry: on AWS each may be an instance that hasn't it
     *     in memory
     */
    public long readUnits(int readers) {
        return UNITS_OF_A_LOOK * of("BatchGetItem")
                + of("GetItem")
                + Math.max(of("Query"), readers);
    }

    private long of(String operation) {
        return counts.getOrDefault(operation, 0L);
    }
}
