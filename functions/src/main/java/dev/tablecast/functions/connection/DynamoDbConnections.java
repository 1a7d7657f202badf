package dev.tablecast.functions.connection;

import dev.tablecast.functions.limits.Subject;
import dev.tablecast.functions.settings.EnvironmentSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The table {@code WebSocketManager}: {@code ConnectionId} (S, the key), {@code Terms} (S, see
 * {@link Terms}), {@code ExpiresAt} (N, seconds since the epoch; the table's TTL attribute), where
 * connections are counted by subject {@code Subject} (S), and where there is row access and the
 * client doesn't speak the sub-protocol {@code View} (S, the id of what the client sees).
 *
 * <p>The SDK's exceptions pass through: a connection that can't be recorded must be refused.
 */
record DynamoDbConnections(DynamoDbClient dynamoDb, String table) implements Connections {
    /** Reads {@code CONNECTIONS_TABLE}. */
    static DynamoDbConnections from(Map<String, String> environment, DynamoDbClient dynamoDb) {
        String table =
                EnvironmentSettings.read(
                        environment, settings -> settings.required("CONNECTIONS_TABLE"));
        return new DynamoDbConnections(dynamoDb, table);
    }

    @Override
    public void put(Connection connection) {
        var row = new HashMap<String, AttributeValue>();
        row.put(ConnectionKey.ATTRIBUTE, AttributeValue.fromS(connection.connectionId()));
        row.put(Terms.ATTRIBUTE, AttributeValue.fromS(connection.terms().text()));
        row.put("ExpiresAt", number(connection.expiresAt().getEpochSecond()));
        connection
                .subject()
                .ifPresent(
                        subject ->
                                row.put(Subject.ATTRIBUTE, AttributeValue.fromS(subject.hash())));
        connection.view().ifPresent(view -> row.put("View", AttributeValue.fromS(view)));
        dynamoDb.putItem(request -> request.tableName(table).item(row));
    }

    @Override
    public Removal remove(String connectionId) {
        Map<String, AttributeValue> key = ConnectionKey.of(connectionId);
        Map<String, AttributeValue> row =
                dynamoDb.deleteItem(
                                request ->
                                        request.tableName(table)
                                                .key(key)
                                                .returnValues(ReturnValue.ALL_OLD))
                        .attributes();
        return row.isEmpty()
                ? new Removal.NotThere()
                : new Removal.Removed(
                        Optional.ofNullable(row.get(Subject.ATTRIBUTE))
                                .map(AttributeValue::s)
                                .map(Subject::new));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
