package dev.tablecast.functions.log;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The keys of the table {@code ChangeLog}: {@code PK} and {@code SK}, both strings.
 *
 * <p>Entries are spread over partitions by number, so that clients that come back at once from
 * different positions don't read one partition.
 */
record LogKeys(String feed) {
    static final String PARTITION_KEY = "PK";
    static final String SORT_KEY = "SK";

    /** The width of a partition; an entry lies in it or reaches into the next one. */
    private static final int BLOCK = Entry.MAX_RECORDS;

    private static final String END_OF_PARTS = "~";

    Map<String, AttributeValue> head() {
        return key(feed + "#head", "head");
    }

    Map<String, AttributeValue> marker(String eventId) {
        return key(feed + "#marker#" + eventId, "marker");
    }

    Map<String, AttributeValue> view(String id) {
        return key(feed + "#view#" + id, "view");
    }

    /** Returns the key of a part of the entry that begins with a number. */
    Map<String, AttributeValue> entry(String epoch, long from, int part) {
        return key(partition(epoch, block(from)), sort(from) + "." + "%03d".formatted(part));
    }

    AttributeValue partition(String epoch, long block) {
        return AttributeValue.fromS(feed + "#entry#" + epoch + "#" + block);
    }

    static long block(long number) {
        return number / BLOCK;
    }

    /** Returns the smallest sort key of an entry that begins with a number or after it. */
    static String sort(long number) {
        return "%015d".formatted(number);
    }

    /** Returns a sort key larger than those of entries that begin with a number or before it. */
    static String sortAfter(long number) {
        return sort(number) + END_OF_PARTS;
    }

    private static Map<String, AttributeValue> key(String partition, String sort) {
        return key(AttributeValue.fromS(partition), sort);
    }

    private static Map<String, AttributeValue> key(AttributeValue partition, String sort) {
        return Map.of(PARTITION_KEY, partition, SORT_KEY, AttributeValue.fromS(sort));
    }
}
