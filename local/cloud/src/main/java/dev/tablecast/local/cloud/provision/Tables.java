package dev.tablecast.local.cloud.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** {@code aws:dynamodb/table:Table}: a table in DynamoDB Local, named like the resource. */
public final class Tables implements ResourceType {
    private final DynamoDbClient dynamoDb;
    private final Map<String, TableDescription> tables = new ConcurrentHashMap<>();

    public Tables(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    @Override
    public Map<String, Object> provision(Resource resource) {
        for (String input : List.of("globalSecondaryIndexes", "localSecondaryIndexes")) {
            if (!resource.children(input).isEmpty()) {
                throw resource.unsupported(input, "set", "tables without indexes");
            }
        }
        String name = resource.optionalText("name").orElse(resource.name());
        TableDescription table = dynamoDb.createTable(request(resource, name)).tableDescription();
        resource.child("ttl")
                .filter(ttl -> ttl.flag("enabled"))
                .ifPresent(ttl -> enableTtl(name, ttl.text("attributeName")));
        tables.put(name, table);
        return table.latestStreamArn() == null
                ? resource.outputs("name", name, "arn", table.tableArn())
                : resource.outputs(
                        "name",
                        name,
                        "arn",
                        table.tableArn(),
                        "streamArn",
                        table.latestStreamArn());
    }

    /** Returns the tables by name. */
    public Map<String, TableDescription> all() {
        return Map.copyOf(tables);
    }

    private void enableTtl(String table, String attribute) {
        dynamoDb.updateTimeToLive(
                request ->
                        request.tableName(table)
                                .timeToLiveSpecification(
                                        ttl -> ttl.enabled(true).attributeName(attribute)));
    }

    private static CreateTableRequest request(Resource resource, String name) {
        var request =
                CreateTableRequest.builder()
                        .tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(keySchema(resource))
                        .attributeDefinitions(
                                resource.children("attributes").stream()
                                        .map(Tables::attribute)
                                        .toList());
        if (resource.flag("streamEnabled")) {
            request.streamSpecification(
                    stream ->
                            stream.streamEnabled(true)
                                    .streamViewType(resource.text("streamViewType")));
        }
        return request.build();
    }

    private static List<KeySchemaElement> keySchema(Resource resource) {
        var schema = new ArrayList<KeySchemaElement>();
        schema.add(key(resource.text("hashKey"), KeyType.HASH));
        resource.optionalText("rangeKey").ifPresent(name -> schema.add(key(name, KeyType.RANGE)));
        return schema;
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition attribute(Resource attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute.text("name"))
                .attributeType(attribute.text("type"))
                .build();
    }
}
