package dev.tablecast.local.cloud.console;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of a table in DynamoDB. */
public record DynamoDbItems(DynamoDbClient client, String tableName) implements Items {
    @Override
    public void put(Map<String, AttributeValue> item) {
        client.putItem(request -> request.tableName(tableName).item(item));
    }

    @Override
    public void delete(Map<String, AttributeValue> key) {
        client.deleteItem(request -> request.tableName(tableName).key(key));
    }

    @Override
    public List<Map<String, AttributeValue>> scan(int limit) {
        return client.scan(
                        request -> request.tableName(tableName).limit(limit).consistentRead(true))
                .items();
    }
}
