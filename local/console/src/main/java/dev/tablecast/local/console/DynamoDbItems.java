package dev.tablecast.local.console;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

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
    public int change(
            List<Map<String, AttributeValue>> items, List<Map<String, AttributeValue>> keys) {
        List<WriteRequest> writes =
                Stream.concat(
                                items.stream().map(DynamoDbItems::putRequest),
                                keys.stream().map(DynamoDbItems::deleteRequest))
                        .toList();
        var left =
                client.batchWriteItem(request -> request.requestItems(Map.of(tableName, writes)))
                        .unprocessedItems()
                        .getOrDefault(tableName, List.of());
        return writes.size() - left.size();
    }

    @Override
    public Page scan(int limit, Map<String, AttributeValue> start) {
        ScanResponse page =
                client.scan(
                        request ->
                                request.tableName(tableName)
                                        .limit(limit)
                                        .exclusiveStartKey(start.isEmpty() ? null : start)
                                        .consistentRead(true));
        return new Page(page.items(), page.lastEvaluatedKey());
    }

    private static WriteRequest putRequest(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    private static WriteRequest deleteRequest(Map<String, AttributeValue> key) {
        return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
    }
}
