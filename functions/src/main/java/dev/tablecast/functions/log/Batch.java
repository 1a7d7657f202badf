package dev.tablecast.functions.log;

import java.util.List;

/**
 * A batch of a shard, as records for the log.
 *
 * @param generation the event source mapping that delivered it
 * @param records in the order of the shard, each with the id of its event; at least one
 */
public record Batch(String generation, List<LogRecord> records) {
    public Batch {
        records = List.copyOf(records);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one record");
        }
    }

    /** Returns the name under which a batch holds the lease, in every one of its deliveries. */
    String owner() {
        return records.getFirst().eventId();
    }
}
