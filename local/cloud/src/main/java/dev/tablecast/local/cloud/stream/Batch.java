package dev.tablecast.local.cloud.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Consecutive records of a shard.
 *
 * @param attempts the failed invocations with exactly these records
 */
record Batch(List<StreamRecord> records, int attempts) {
    Batch {
        records = List.copyOf(records);
    }

    /** Returns this batch after another failure. */
    Batch failedOnceMore() {
        return new Batch(records, attempts + 1);
    }

    boolean canBeHalved() {
        return records.size() > 1;
    }

    Batch firstHalf() {
        return new Batch(records.subList(0, records.size() / 2), 0);
    }

    Batch secondHalf() {
        return new Batch(records.subList(records.size() / 2, records.size()), 0);
    }

    /** Returns the records before an index, with this batch's attempts. */
    Batch upTo(int index) {
        return new Batch(records.subList(0, index), attempts);
    }

    /** Returns the records from an index on, as a new batch. */
    Batch from(int index) {
        return new Batch(records.subList(index, records.size()), 0);
    }

    /** Returns the index of a record, or -1 if the batch doesn't have it. */
    int indexOf(String sequenceNumber) {
        return IntStream.range(0, records.size())
                .filter(i -> records.get(i).sequenceNumber().equals(sequenceNumber))
                .findFirst()
                .orElse(-1);
    }

    /** Returns the function's event. */
    byte[] event() {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        var array = event.putArray("Records");
        records.forEach(streamRecord -> array.add(streamRecord.json()));
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }
}
