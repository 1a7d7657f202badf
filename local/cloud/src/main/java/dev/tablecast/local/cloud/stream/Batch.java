package dev.tablecast.local.cloud.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Consecutive records of a shard.
 *
 * @param attempts how often it has failed as it is
 */
record Batch(List<StreamRecord> records, int attempts) {
    Batch {
        records = List.copyOf(records);
    }

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

    /** Those before the index, with the attempts that were theirs as well. */
    Batch upTo(int index) {
        return new Batch(records.subList(0, index), attempts);
    }

    /** The rest, a batch of its own. */
    Batch from(int index) {
        return new Batch(records.subList(index, records.size()), 0);
    }

    /** Returns the index of a record, or -1 if it isn't here. */
    int indexOf(String sequenceNumber) {
        return IntStream.range(0, records.size())
                .filter(i -> records.get(i).sequenceNumber().equals(sequenceNumber))
                .findFirst()
                .orElse(-1);
    }

    /** The event that the function gets. */
    byte[] event() {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        var array = event.putArray("Records");
        records.forEach(streamRecord -> array.add(streamRecord.json()));
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }
}
