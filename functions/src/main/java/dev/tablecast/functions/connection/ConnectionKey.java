package dev.tablecast.functions.connection;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of a row of the table of connections. */
public final class ConnectionKey {
    /** The attribute's name. */
    public static final String ATTRIBUTE = "ConnectionId";

    private ConnectionKey() {}

    /** Returns the key of a connection's row. */
    static Map<String, AttributeValue> of(String connectionId) {
        return Map.of(ATTRIBUTE, AttributeValue.fromS(connectionId));
    }
}
