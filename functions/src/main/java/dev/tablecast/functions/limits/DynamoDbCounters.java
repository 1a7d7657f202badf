package dev.tablecast.functions.limits;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The table {@code ConnectionCounts}: {@code Counter} (S, the key) and {@code Connections} (N).
 *
 * <p>It is a table of its own, so that no broadcast reads a counter as a connection.
 */
record DynamoDbCounters(DynamoDbClient dynamoDb, String table) implements Counters {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbCounters.class);

    /**
     * Counts approximately where DynamoDB throttles: a storm of clients is no reason to refuse
     * those for whom there is room, and the next sweep counts again.
     */
    @Override
    public boolean increment(String counter, int maximum) {
        try {
            dynamoDb.updateItem(
                    request ->
                            request.tableName(table)
                                    .key(key(counter))
                                    .updateExpression("ADD Connections :one")
                                    .conditionExpression(
                                            "attribute_not_exists(Connections) OR Connections <"
                                                    + " :maximum")
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":one",
                                                    number(1),
                                                    ":maximum",
                                                    number(maximum))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        } catch (DynamoDbException e) {
            if (!e.isThrottlingException()) {
                throw e;
            }
            LOG.atWarn()
                    .addKeyValue("requestId", e.requestId())
                    .log("A connection was not counted, because DynamoDB throttled its counter");
            return true;
        }
    }

    @Override
    public void add(String counter, long number) {
        dynamoDb.updateItem(
                request ->
                        request.tableName(table)
                                .key(key(counter))
                                .updateExpression("ADD Connections :number")
                                .expressionAttributeValues(Map.of(":number", number(number))));
    }

    @Override
    public void forgetZero(String counter) {
        try {
            dynamoDb.deleteItem(
                    request ->
                            request.tableName(table)
                                    .key(key(counter))
                                    .conditionExpression("Connections = :zero")
                                    .expressionAttributeValues(Map.of(":zero", number(0))));
        } catch (ConditionalCheckFailedException e) {
            LOG.atDebug().log("A counter that was 0 counts again");
        }
    }

    @Override
    public Map<String, Long> all() {
        var counts = new HashMap<String, Long>();
        dynamoDb.scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()
                .forEach(
                        item ->
                                counts.put(
                                        item.get("Counter").s(),
                                        Long.parseLong(item.get("Connections").n())));
        return counts;
    }

    private static Map<String, AttributeValue> key(String counter) {
        return Map.of("Counter", AttributeValue.fromS(counter));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
