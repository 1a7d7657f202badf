package dev.tablecast.local.console;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The items of the source table.
 *
 * <p>Every method throws {@link DynamoDbException} if DynamoDB refuses the request, and {@link
 * SdkClientException} if DynamoDB can't be reached.
 */
public interface Items {
    /** The limit of {@link #change}, which is that of {@code BatchWriteItem}. */
    int MOST_CHANGES = 25;

    /** Creates an item, or replaces the one with the same key. */
    void put(Map<String, AttributeValue> item);

    /** Deletes the item with a key, if there is one. */
    void delete(Map<String, AttributeValue> key);

    /**
     * Puts and deletes up to 25 items in one request, none of them twice.
     *
     * @return the number of items written; DynamoDB may leave some out
     */
    int change(List<Map<String, AttributeValue>> items, List<Map<String, AttributeValue>> keys);

    /**
     * Reads a page of items in the order of a scan.
     *
     * @param start the {@link Page#next} of the page before; empty for the first
     */
    Page scan(int limit, Map<String, AttributeValue> start);

    /**
     * A page of a scan.
     *
     * @param next the start of the next page; empty if there is none
     */
    record Page(List<Map<String, AttributeValue>> items, Map<String, AttributeValue> next) {
        public Page {
            items = List.copyOf(items);
            next = Map.copyOf(next);
        }
    }
}
