package dev.tablecast.local.cloud.filters;

import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.local.cloud.dynamodb.DynamoDbLocal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Groups of items in DynamoDB Local, which returns the matching items of each group for an
 * expression.
 */
final class ItemsTable implements AutoCloseable {
    private static final String TABLE = "Items";
    private static final String GROUP = "tablecast_group";
    private static final String NUMBER = "tablecast_number";
    private static final String GROUP_VALUE = ":tablecast_group";

    private final DynamoDbLocal local;
    private final DynamoDbClient client;

    private ItemsTable(DynamoDbLocal local, DynamoDbClient client) {
        this.local = local;
        this.client = client;
    }

    static ItemsTable start() {
        DynamoDbLocal local = DynamoDbLocal.start(0);
        DynamoDbClient client =
                DynamoDbClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .httpClientBuilder(ApacheHttpClient.builder())
                        .build();
        client.createTable(
                request ->
                        request.tableName(TABLE)
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .attributeDefinitions(
                                        attribute(GROUP, ScalarAttributeType.S),
                                        attribute(NUMBER, ScalarAttributeType.N))
                                .keySchema(key(GROUP, KeyType.HASH), key(NUMBER, KeyType.RANGE)));
        return new ItemsTable(local, client);
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /** Puts items, numbered from 0. */
    void put(String group, List<Map<String, Value>> items) {
        var writes = new ArrayList<WriteRequest>();
        for (int number = 0; number < items.size(); number++) {
            Map<String, AttributeValue> item = item(group, number, items.get(number));
            writes.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
        }
        client.batchWriteItem(request -> request.requestItems(Map.of(TABLE, writes)));
    }

    private static Map<String, AttributeValue> item(
            String group, int number, Map<String, Value> attributes) {
        var item = new HashMap<>(AttributeValues.of(attributes));
        item.put(GROUP, AttributeValue.fromS(group));
        item.put(NUMBER, AttributeValue.fromN(Integer.toString(number)));
        return item;
    }

    /**
     * Returns the numbers of the items of a group that match; empty if the expression is refused.
     */
    Optional<Set<Integer>> matches(String group, String expression, Placeholders placeholders) {
        var values = new HashMap<>(AttributeValues.of(placeholders.values()));
        values.put(GROUP_VALUE, AttributeValue.fromS(group));
        try {
            return Optional.of(
                    client
                            .query(
                                    request ->
                                            request.tableName(TABLE)
                                                    .keyConditionExpression(
                                                            GROUP + " = " + GROUP_VALUE)
                                                    .filterExpression(expression)
                                                    .expressionAttributeNames(
                                                            orNull(placeholders.names()))
                                                    .expressionAttributeValues(values))
                            .items()
                            .stream()
                            .map(item -> Integer.valueOf(item.get(NUMBER).n()))
                            .collect(Collectors.toSet()));
        } catch (DynamoDbException e) {
            requireValidation(e);
            return Optional.empty();
        }
    }

    /** Returns whether a conditional write goes through; empty if the condition is refused. */
    Optional<Boolean> writes(
            String group,
            int number,
            Map<String, Value> attributes,
            String condition,
            Placeholders placeholders) {
        try {
            client.putItem(
                    request ->
                            request.tableName(TABLE)
                                    .item(item(group, number, attributes))
                                    .conditionExpression(condition)
                                    .expressionAttributeNames(orNull(placeholders.names()))
                                    .expressionAttributeValues(
                                            orNull(AttributeValues.of(placeholders.values()))));
            return Optional.of(true);
        } catch (ConditionalCheckFailedException e) {
            return Optional.of(false);
        } catch (DynamoDbException e) {
            requireValidation(e);
            return Optional.empty();
        }
    }

    /** The API takes no empty map. */
    private static <T> @Nullable Map<String, T> orNull(Map<String, T> placeholders) {
        return placeholders.isEmpty() ? null : placeholders;
    }

    private static void requireValidation(DynamoDbException e) {
        if (!"ValidationException".equals(e.awsErrorDetails().errorCode())) {
            throw e;
        }
    }

    @Override
    public void close() {
        client.close();
        local.close();
    }
}
