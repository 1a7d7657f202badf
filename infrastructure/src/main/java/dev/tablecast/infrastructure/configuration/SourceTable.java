package dev.tablecast.infrastructure.configuration;

import java.util.List;
import java.util.Optional;

/**
 * The table whose changes are broadcast.
 *
 * @param name the name that Pulumi knows it by, and that its name on AWS contains
 * @param key the hash key, and then the range key if there is one
 */
public record SourceTable(String name, List<KeyAttribute> key) {
    /** The logical name of the table of connections, which lies beside this one. */
    public static final String CONNECTIONS_TABLE = "WebSocketManager";

    public SourceTable {
        key = List.copyOf(key);
        if (key.isEmpty() || key.size() > 2) {
            throw new IllegalArgumentException(
                    "key has " + key.size() + " attributes; a table's key has one or two");
        }
    }

    public KeyAttribute hashKey() {
        return key.get(0);
    }

    public Optional<KeyAttribute> rangeKey() {
        return key.stream().skip(1).findFirst();
    }
}
