package dev.tablecast.statemachine;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The table {@code WebSocketManager} in a {@link DynamoDbLocal}. */
final class ConnectionsTable implements AutoCloseable {
    static final String NAME = "WebSocketManager";
    static final String TERMS = "1.mwro18jf.towk00";
    private static final int BATCH = 25;

    private final DynamoDbClient client;

    private ConnectionsTable(DynamoDbClient client) {
        this.client = client;
    }

    static ConnectionsTable create(URI endpoint) {
        var client =
                DynamoDbClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
        client.createTable(
                table ->
                        table.tableName(NAME)
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .attributeDefinitions(
                                        AttributeDefinition.builder()
                                                .attributeName("ConnectionId")
                                                .attributeType(ScalarAttributeType.S)
                                                .build())
                                .keySchema(
                                        KeySchemaElement.builder()
                                                .attributeName("ConnectionId")
                                                .keyType(KeyType.HASH)
                                                .build()));
        return new ConnectionsTable(client);
    }

    /** Puts rows of clients that don't speak the sub-protocol. */
    void put(Collection<String> ids) {
        putRows(ids.stream().map(id -> row(id, TERMS)).toList());
    }

    /** Puts a row of another connection by the same id, or one that can't be read. */
    void replace(String id, AttributeValue terms) {
        var row = new HashMap<>(row(id, TERMS));
        row.put("Terms", terms);
        putRows(List.of(row));
    }

    /** Puts rows that have these subscriptions, and everything else that a row can have. */
    void putSubscribed(Collection<String> ids, String subs) {
        putRows(
                ids.stream()
                        .map(
                                id -> {
                                    var row = new HashMap<>(row(id, TERMS));
                                    row.put("Terms", AttributeValue.fromS(TERMS + "." + subs));
                                    row.put("SubsRate", AttributeValue.fromS("x".repeat(40)));
                                    row.put("Subject", AttributeValue.fromS("x".repeat(43)));
                                    return row;
                                })
                        .toList());
    }

    Optional<String> terms(String id) {
        var row =
                client.getItem(
                        item ->
                                item.tableName(NAME)
                                        .key(Map.of("ConnectionId", AttributeValue.fromS(id)))
                                        .consistentRead(true));
        return row.hasItem() ? Optional.of(row.item().get("Terms").s()) : Optional.empty();
    }

    List<String> ids() {
        return client
                .scanPaginator(scan -> scan.tableName(NAME).consistentRead(true))
                .items()
                .stream()
                .map(row -> row.get("ConnectionId").s())
                .toList();
    }

    /** Returns ids as long as API Gateway's. */
    static List<String> ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "R0oXAdfD%05dw6=".formatted(i))
                .collect(Collectors.toList());
    }

    /** Deletes the table. */
    @Override
    public void close() {
        client.deleteTable(table -> table.tableName(NAME));
        client.close();
    }

    private static Map<String, AttributeValue> row(String id, String terms) {
        return Map.of(
                "ConnectionId", AttributeValue.fromS(id),
                "Terms", AttributeValue.fromS(terms),
                "ExpiresAt", AttributeValue.fromN("1795435200"));
    }

    private void putRows(List<? extends Map<String, AttributeValue>> rows) {
        for (int i = 0; i < rows.size(); i += BATCH) {
            var batch =
                    rows.subList(i, Math.min(i + BATCH, rows.size())).stream()
                            .map(row -> PutRequest.builder().item(row).build())
                            .map(put -> WriteRequest.builder().putRequest(put).build())
                            .toList();
            client.batchWriteItem(request -> request.requestItems(Map.of(NAME, batch)));
        }
    }
}
