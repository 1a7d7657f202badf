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
    /** Creates an item or replaces the one with its key. */
    void put(Map<String, AttributeValue> item);

    /** Deletes the item with a key; one that isn't there is fine. */
    void delete(Map<String, AttributeValue> key);

    /** The first items of a scan. */
    List<Map<String, AttributeValue>> scan(int limit);
}
