package dev.tablecast.local.cloud.filters;

import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.snapshot.Snapshot;
import dev.tablecast.functions.snapshot.SnapshotMode;
import dev.tablecast.functions.snapshot.SnapshotSettings;
import dev.tablecast.functions.snapshot.Snapshots;
import dev.tablecast.functions.snapshot.SourceTable;
import dev.tablecast.functions.snapshot.SourceTable.Key;
import dev.tablecast.functions.view.View;
import dev.tablecast.functions.view.ViewPolicy;
import dev.tablecast.functions.view.ViewRequest;
import dev.tablecast.local.cloud.dynamodb.DynamoDbLocal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/** Source tables in DynamoDB Local, and snapshots of them. */
final class SnapshotTable implements AutoCloseable {
    private final DynamoDbLocal local = DynamoDbLocal.start(0);
    private final DynamoDbClient client =
            DynamoDbClient.builder()
                    .endpointOverride(local.endpoint())
                    .region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("local", "local")))
                    .httpClientBuilder(ApacheHttpClient.builder())
                    .build();

    SourceTable create(String name, Key partition, Optional<Key> sort) {
        var table = new SourceTable(name, partition, sort);
        client.createTable(
                request -> {
                    request.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST);
                    var keys = sort.map(key -> List.of(partition, key)).orElse(List.of(partition));
                    request.attributeDefinitions(
                            keys.stream()
                                    .map(
                                            key ->
                                                    AttributeDefinition.builder()
                                                            .attributeName(key.name())
                                                            .attributeType(key.type().name())
                                                            .build())
                                    .toList());
                    request.keySchema(
                            keys.stream()
                                    .map(
                                            key ->
                                                    KeySchemaElement.builder()
                                                            .attributeName(key.name())
                                                            .keyType(
                                                                    key.equals(partition)
                                                                            ? KeyType.HASH
                                                                            : KeyType.RANGE)
                                                            .build())
                                    .toList());
                });
        return table;
    }

    void put(SourceTable table, Map<String, Value> item) {
        client.putItem(request -> request.tableName(table.name()).item(AttributeValues.of(item)));
    }

    /** Returns the items that DynamoDB finds itself, by scanning the whole table with a filter. */
    Set<Map<String, AttributeValue>> scanned(
            SourceTable table, String filter, Placeholders placeholders) {
        return new HashSet<>(
                client
                        .scanPaginator(
                                request ->
                                        request.tableName(table.name())
                                                .filterExpression(filter)
                                                .expressionAttributeNames(
                                                        placeholders.names().isEmpty()
                                                                ? null
                                                                : placeholders.names())
                                                .expressionAttributeValues(
                                                        placeholders.values().isEmpty()
                                                                ? null
                                                                : AttributeValues.of(
                                                                        placeholders.values())))
                        .items()
                        .stream()
                        .toList());
    }

    static View view(SourceTable table, String filter, Placeholders placeholders) {
        return new ViewPolicy(Optional.empty(), new Projection.All(), keys(table), Set.of())
                .view(
                        new ViewRequest(Optional.of(filter), placeholders, Optional.empty()),
                        Map.of());
    }

    private static Set<String> keys(SourceTable table) {
        var keys = new HashSet<>(Set.of(table.partition().name()));
        table.sort().ifPresent(key -> keys.add(key.name()));
        return keys;
    }

    Snapshot read(SourceTable table, View view, SnapshotMode mode, int maxItems) {
        var snapshots =
                new Snapshots(
                        client,
                        new SnapshotSettings(mode, Optional.of(table), maxItems),
                        InstantSource.system());
        Optional<Snapshot.Refused> refusal = snapshots.refusal(view);
        return refusal.isPresent()
                ? refusal.get()
                : snapshots.read(view, Instant.now().plus(Duration.ofMinutes(1)));
    }

    @Override
    public void close() {
        client.close();
        local.close();
    }
}
