package dev.tablecast.functions.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The calls of one invocation, changed as if a rule were missing in the code. */
final class SabotagedDynamoDb implements DynamoDbClient {
    private static final String OWNER = ":Owner";
    private static final String WAS_OWNER = ":wasOwner";
    private static final AtomicInteger INVOCATIONS = new AtomicInteger();

    private final DynamoDbClient delegate;
    private final Sabotage sabotage;
    private final boolean isRetry;
    private final String invocation = "@" + INVOCATIONS.incrementAndGet();
    private final Map<String, Runnable> waitingForPass;
    private @Nullable UpdateItemRequest lateRow;

    /**
     * @param waitingForPass what is to be done when the lease has been passed to an owner
     */
    SabotagedDynamoDb(
            DynamoDbClient delegate,
            Sabotage sabotage,
            boolean isRetry,
            Map<String, Runnable> waitingForPass) {
        this.delegate = delegate;
        this.sabotage = sabotage;
        this.isRetry = isRetry;
        this.waitingForPass = waitingForPass;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        var writes = new ArrayList<TransactWriteItem>();
        for (TransactWriteItem write : request.transactItems()) {
            if (sabotage == Sabotage.NO_MARKER
                    && write.put() != null
                    && isMarker(write.put().item())) {
                continue;
            }
            var update = write.update();
            writes.add(
                    update == null
                            ? write
                            : TransactWriteItem.builder()
                                    .update(
                                            update.toBuilder()
                                                    .conditionExpression(
                                                            condition(update.conditionExpression()))
                                                    .expressionAttributeValues(
                                                            owned(
                                                                    update
                                                                            .expressionAttributeValues()))
                                                    .build())
                                    .build());
        }
        return delegate.transactWriteItems(request.toBuilder().transactItems(writes).build());
    }

    private static boolean isMarker(Map<String, AttributeValue> item) {
        return item.get("PK").s().contains("#marker#");
    }

    private String condition(String text) {
        return sabotage == Sabotage.HEAD_WITHOUT_EPOCH
                ? text.replace("#Epoch = :wasEpoch AND ", "")
                : text;
    }

    private Map<String, AttributeValue> owned(Map<String, AttributeValue> values) {
        if (sabotage != Sabotage.OWNED_BY_INVOCATION) {
            return values;
        }
        var changed = new HashMap<>(values);
        for (String name : List.of(OWNER, WAS_OWNER)) {
            // Those who are handed the lease are invocations by their names.
            changed.computeIfPresent(
                    name,
                    (ignored, owner) ->
                            owner.s().startsWith("s") && !owner.s().contains("@")
                                    ? AttributeValue.fromS(owner.s() + invocation)
                                    : owner);
        }
        return changed;
    }

    private Map<String, AttributeValue> seen(Map<String, AttributeValue> item) {
        var owner = item.get("Owner");
        if (owner == null || !owner.s().endsWith(invocation)) {
            return item;
        }
        var changed = new HashMap<>(item);
        changed.put("Owner", AttributeValue.fromS(owner.s().replace(invocation, "")));
        return changed;
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        if (!request.tableName().equals(World.LOG)) {
            if (sabotage == Sabotage.ROW_AFTER_END) {
                lateRow = request;
                return UpdateItemResponse.builder().build();
            }
            return delegate.updateItem(request);
        }
        var changed =
                request.toBuilder()
                        .conditionExpression(condition(request.conditionExpression()))
                        .expressionAttributeValues(owned(request.expressionAttributeValues()));
        boolean releases = request.updateExpression().contains("REMOVE");
        if (releases && sabotage == Sabotage.RELEASED_UNCONDITIONALLY) {
            changed.conditionExpression("#Epoch = :wasEpoch");
        }
        boolean leaves = releases && isRetry && sabotage == Sabotage.LEASE_LEFT_BEHIND;
        if (leaves) {
            changed.updateExpression(request.updateExpression().replaceAll(" REMOVE .*", ""));
        }
        var response = delegate.updateItem(changed.build());
        var item = new HashMap<>(seen(response.attributes()));
        if (leaves) {
            item.remove("Owner");
            item.remove("Until");
        }
        var owner = request.expressionAttributeValues().get(OWNER);
        if (owner != null) {
            waitingForPass.getOrDefault(owner.s(), () -> {}).run();
        }
        return response.toBuilder().attributes(item).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return sabotage == Sabotage.NO_MARKER_INSIDE && isMarker(request.item())
                ? PutItemResponse.builder().build()
                : delegate.putItem(request);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        var response = delegate.getItem(request);
        var row = lateRow;
        if (row != null && request.tableName().equals(World.LOG)) {
            lateRow = null;
            delegate.updateItem(row);
        }
        return response.toBuilder().item(seen(response.item())).build();
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        var response = delegate.batchGetItem(request);
        return response.toBuilder()
                .responses(
                        Map.of(
                                World.LOG,
                                response.responses().get(World.LOG).stream()
                                        .map(this::seen)
                                        .toList()))
                .build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        if (sabotage == Sabotage.ENTRY_NOT_SLICED
                && Boolean.FALSE.equals(request.scanIndexForward())) {
            return QueryResponse.builder().items(List.of()).build();
        }
        var response = delegate.query(request);
        if (sabotage == Sabotage.HOLE_UNNOTICED && response.items().size() > 2) {
            var items = new ArrayList<>(response.items());
            var missing = items.remove(1);
            var next = new HashMap<>(items.get(1));
            next.put("From", missing.get("From"));
            items.set(1, next);
            return response.toBuilder().items(items).build();
        }
        return response;
    }

    @Override
    public String serviceName() {
        return delegate.serviceName();
    }

    @Override
    public void close() {}
}
