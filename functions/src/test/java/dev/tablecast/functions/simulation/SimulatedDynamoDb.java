package dev.tablecast.functions.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** DynamoDB in memory: conditions, updates, transactions and queries take effect at one time. */
public final class SimulatedDynamoDb implements DynamoDbClient {
    public static final String LOG = "ChangeLog";
    public static final String CONNECTIONS = "WebSocketManager";

    private final Map<String, SimulatedTable> tables;
    private final Network network;

    SimulatedDynamoDb(Map<String, SimulatedTable> tables, Network network) {
        this.tables = tables;
        this.network = network;
    }

    /** Returns a DynamoDB that has both tables and answers at once. */
    public static SimulatedDynamoDb direct() {
        return new SimulatedDynamoDb(tables(), Network.DIRECT);
    }

    static Map<String, SimulatedTable> tables() {
        return Map.of(
                LOG, new SimulatedTable("PK", "SK"),
                CONNECTIONS, new SimulatedTable("ConnectionId"));
    }

    /** The way to the service: it delays a call, or loses its request or its answer. */
    interface Network {
        /** A way without delays and losses. */
        Network DIRECT =
                new Network() {
                    @Override
                    public <T> T call(String action, Supplier<T> effect) {
                        return effect.get();
                    }
                };

        <T> T call(String action, Supplier<T> effect);
    }

    private SimulatedTable table(String name) {
        return tables.get(name);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return network.call(
                "GetItem",
                () ->
                        GetItemResponse.builder()
                                .item(table(request.tableName()).get(request.key()))
                                .build());
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return network.call(
                "BatchGetItem",
                () -> {
                    var responses =
                            new java.util.HashMap<String, List<Map<String, AttributeValue>>>();
                    request.requestItems()
                            .forEach(
                                    (name, keys) ->
                                            responses.put(
                                                    name,
                                                    keys.keys().stream()
                                                            .map(table(name)::get)
                                                            .filter(item -> !item.isEmpty())
                                                            .toList()));
                    return BatchGetItemResponse.builder()
                            .responses(responses)
                            .unprocessedKeys(Map.of())
                            .build();
                });
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return network.call(
                "PutItem",
                () -> {
                    var table = table(request.tableName());
                    check(
                            request.conditionExpression(),
                            request.expressionAttributeNames(),
                            request.expressionAttributeValues(),
                            table.get(table.keyOf(request.item())));
                    table.put(request.item());
                    return PutItemResponse.builder().build();
                });
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return network.call(
                "DeleteItem",
                () -> {
                    var table = table(request.tableName());
                    check(
                            request.conditionExpression(),
                            request.expressionAttributeNames(),
                            request.expressionAttributeValues(),
                            table.get(request.key()));
                    table.delete(request.key());
                    return DeleteItemResponse.builder().build();
                });
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return network.call(
                "UpdateItem",
                () -> {
                    var table = table(request.tableName());
                    check(
                            request.conditionExpression(),
                            request.expressionAttributeNames(),
                            request.expressionAttributeValues(),
                            table.get(request.key()));
                    table.update(
                            request.key(),
                            request.updateExpression(),
                            request.expressionAttributeNames(),
                            request.expressionAttributeValues());
                    return UpdateItemResponse.builder()
                            .attributes(table.get(request.key()))
                            .build();
                });
    }

    private static void check(
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            Map<String, AttributeValue> item) {
        if (condition != null && !Expression.holds(condition, names, values, item)) {
            throw ConditionalCheckFailedException.builder()
                    .message("The conditional request failed")
                    .item(item.isEmpty() ? null : item)
                    .build();
        }
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return network.call(
                "TransactWriteItems",
                () -> {
                    var reasons = new ArrayList<CancellationReason>();
                    for (TransactWriteItem write : request.transactItems()) {
                        reasons.add(
                                CancellationReason.builder()
                                        .code(holds(write) ? "None" : "ConditionalCheckFailed")
                                        .build());
                    }
                    if (reasons.stream().anyMatch(reason -> !reason.code().equals("None"))) {
                        throw TransactionCanceledException.builder()
                                .message("Transaction cancelled")
                                .cancellationReasons(reasons)
                                .build();
                    }
                    request.transactItems().forEach(this::apply);
                    return TransactWriteItemsResponse.builder().build();
                });
    }

    private boolean holds(TransactWriteItem write) {
        if (write.put() != null) {
            Put put = write.put();
            var table = table(put.tableName());
            return put.conditionExpression() == null
                    || Expression.holds(
                            put.conditionExpression(),
                            put.expressionAttributeNames(),
                            put.expressionAttributeValues(),
                            table.get(table.keyOf(put.item())));
        }
        Update update = write.update();
        return Expression.holds(
                update.conditionExpression(),
                update.expressionAttributeNames(),
                update.expressionAttributeValues(),
                table(update.tableName()).get(update.key()));
    }

    private void apply(TransactWriteItem write) {
        if (write.put() != null) {
            table(write.put().tableName()).put(write.put().item());
        } else {
            Update update = write.update();
            table(update.tableName())
                    .update(
                            update.key(),
                            update.updateExpression(),
                            update.expressionAttributeNames(),
                            update.expressionAttributeValues());
        }
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return network.call(
                "Query",
                () -> {
                    // Every query of the functions is PK = :pk and a range of SK.
                    String partition = request.expressionAttributeValues().get(":pk").s();
                    var found =
                            new ArrayList<>(
                                    table(request.tableName()).partition(partition).stream()
                                            .filter(
                                                    item ->
                                                            Expression.holds(
                                                                    request
                                                                            .keyConditionExpression(),
                                                                    request
                                                                            .expressionAttributeNames(),
                                                                    request
                                                                            .expressionAttributeValues(),
                                                                    item))
                                            .toList());
                    if (Boolean.FALSE.equals(request.scanIndexForward())) {
                        java.util.Collections.reverse(found);
                    }
                    int limit = request.limit() == null ? found.size() : request.limit();
                    return QueryResponse.builder()
                            .items(found.subList(0, Math.min(limit, found.size())))
                            .lastEvaluatedKey(Map.of())
                            .build();
                });
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {}
}
