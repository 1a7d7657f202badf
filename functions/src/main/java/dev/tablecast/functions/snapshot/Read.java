package dev.tablecast.functions.snapshot;

import dev.tablecast.functions.expression.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A read of the table, in pages of at most a megabyte. */
sealed interface Read {
    /**
     * Items as DynamoDB returns them.
     *
     * @param last key from which the next page starts; empty on the last page
     */
    record Page(List<Map<String, AttributeValue>> items, Map<String, AttributeValue> last) {}

    /**
     * Returns a page.
     *
     * @param start the page before's {@code last}; empty for the first
     */
    Page page(DynamoDbClient dynamoDb, SourceTable table, Map<String, AttributeValue> start);

    /** The items of a partition, or of a range of it. */
    record Query(Value partition, KeyRange range) implements Read {
        @Override
        public Page page(
                DynamoDbClient dynamoDb, SourceTable table, Map<String, AttributeValue> start) {
            var names = new HashMap<>(Map.of("#p", table.partition().name()));
            var values = new HashMap<>(Map.of(":p", AttributeValues.of(partition)));
            for (int i = 0; i < range.values().size(); i++) {
                names.put("#s", table.sort().orElseThrow().name());
                values.put(i == 0 ? ":a" : ":b", AttributeValues.of(range.values().get(i)));
            }
            var response =
                    dynamoDb.query(
                            request ->
                                    request.tableName(table.name())
                                            .consistentRead(true)
                                            .keyConditionExpression(
                                                    range.isEverything()
                                                            ? "#p = :p"
                                                            : "#p = :p AND " + range.form())
                                            .expressionAttributeNames(names)
                                            .expressionAttributeValues(values)
                                            .exclusiveStartKey(start.isEmpty() ? null : start));
            return new Page(response.items(), response.lastEvaluatedKey());
        }
    }

    /** The items of the whole table. */
    record Scan() implements Read {
        @Override
        public Page page(
                DynamoDbClient dynamoDb, SourceTable table, Map<String, AttributeValue> start) {
            var response =
                    dynamoDb.scan(
                            request ->
                                    request.tableName(table.name())
                                            .consistentRead(true)
                                            .exclusiveStartKey(start.isEmpty() ? null : start));
            return new Page(response.items(), response.lastEvaluatedKey());
        }
    }
}
