package dev.tablecast.local.console;

import java.util.List;

/**
 * The table whose changes are broadcast.
 *
 * @param key the partition key, then the sort key if there is one
 */
public record SourceTable(String name, List<KeyAttribute> key) {
    public SourceTable {
        key = List.copyOf(key);
        if (key.isEmpty() || key.size() > 2) {
            throw new IllegalArgumentException(
                    "table %s: key: found %d attributes, may be 1 or 2"
                            .formatted(name, key.size()));
        }
    }

    public record KeyAttribute(String name, KeyType type) {}

    /** The scalar types that a key may have, named as in DynamoDB. */
    public enum KeyType {
        S,
        N,
        B
    }
}
