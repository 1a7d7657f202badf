package dev.tablecast.local.cloud.console;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The items of the source table.
 *
 * <p>Every method throws {@link DynamoDbException} for what DynamoDB refuses, and {@link
 * SdkClientException} where it can't be reached.
 */
public interface Items {
    /** How many items {@link #change} takes at a time: as many as {@code BatchWriteItem}. */
    int MOST_CHANGES = 25;

    /** Creates an item or replaces the one with its key. */
    void put(Map<String, AttributeValue> item);

    /** Deletes the item with a key; one that isn't there is fine. */
    void delete(Map<String, AttributeValue> key);

    /**
     * Puts and deletes at once, 25 at most and no key twice.
     *
     * @return how many were done: DynamoDB may leave some out
     */
    int change(List<Map<String, AttributeValue>> items, List<Map<String, AttributeValue>> keys);

    /**
     * Items in the order of a scan.
     *
     * @param start the {@link Page#next} of the page before; empty for the first
     */
    Page scan(int limit, Map<String, AttributeValue> start);

    /**
     * @param next where the next page starts; empty if there is none
     */
    record Page(List<Map<String, AttributeValue>> items, Map<String, AttributeValue> next) {
        public Page {
            items = List.copyOf(items);
            next = Map.copyOf(next);
        }
    }
}
