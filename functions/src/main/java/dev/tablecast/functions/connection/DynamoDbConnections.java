package dev.tablecast.functions.connection;

import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.settings.Settings;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table {@code WebSocketManager}: {@code ConnectionId} (S, the key), {@code ConnectedAt} (N,
 * milliseconds since the epoch) and {@code ExpiresAt} (N, seconds since the epoch; the table's TTL
 * attribute).
 *
 * <p>The SDK's exceptions pass through: a connection that can't be recorded must be refused.
 */
record DynamoDbConnections(DynamoDbClient dynamoDb, String table) implements Connections {
    /** Reads {@code CONNECTIONS_TABLE} and what the client needs. */
    static DynamoDbConnections from(Map<String, String> environment) {
        String table =
                Settings.read(environment, settings -> settings.required("CONNECTIONS_TABLE"));
        return new DynamoDbConnections(new AwsClients(environment).dynamoDb(), table);
    }

    @Override
    public void put(Connection connection) {
        Map<String, AttributeValue> row =
                Map.of(
                        "ConnectionId", AttributeValue.fromS(connection.connectionId()),
                        "ConnectedAt", number(connection.connectedAt().toEpochMilli()),
                        "ExpiresAt", number(connection.expiresAt().getEpochSecond()));
        dynamoDb.putItem(request -> request.tableName(table).item(row));
    }

    @Override
    public void remove(String connectionId) {
        Map<String, AttributeValue> key =
                Map.of("ConnectionId", AttributeValue.fromS(connectionId));
        dynamoDb.deleteItem(request -> request.tableName(table).key(key));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
