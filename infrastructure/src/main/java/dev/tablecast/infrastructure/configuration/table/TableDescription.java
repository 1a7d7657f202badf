package dev.tablecast.infrastructure.configuration.table;

import java.util.List;
import java.util.Optional;

/**
 * A table that exists, as DynamoDB describes it.
 *
 * @param key the hash key, and then the range key if there is one
 * @param streamArn the stream that is on; empty if none is
 * @param viewType the images that the stream has, in DynamoDB's own words
 * @param kmsKeyArn the key that encrypts it; empty where DynamoDB owns that
 */
public record TableDescription(
        List<KeyAttribute> key,
        Optional<String> streamArn,
        Optional<String> viewType,
        Optional<String> kmsKeyArn) {
    public TableDescription {
        key = List.copyOf(key);
    }

    public StreamImages images() {
        return StreamImages.of(viewType.orElse(""));
    }
}
