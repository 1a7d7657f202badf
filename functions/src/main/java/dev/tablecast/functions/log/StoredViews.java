package dev.tablecast.functions.log;

import static dev.tablecast.functions.log.HeadItem.number;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * The views of a feed in the table {@code ChangeLog}: {@code Version}, {@code View} (its id),
 * {@code Content} and {@code ExpiresAt} (seconds since the epoch, the TTL attribute).
 */
public record StoredViews(DynamoDbClient dynamoDb, String table, LogKeys keys) {
    /**
     * A day after the longest life of a connection that has just named the view, and what may pass
     * without a write.
     */
    private static final Duration LIFE = Duration.ofHours(28);

    /** A view that is used all the time is written once in this long. */
    private static final Duration BETWEEN_WRITES = Duration.ofHours(1);

    /** DynamoDB's limit of a batch. */
    private static final int MOST_KEYS = 100;

    public StoredViews(DynamoDbClient dynamoDb, String table, String feed) {
        this(dynamoDb, table, new LogKeys(feed));
    }

    /** Stores a view for at least a day and the life of a connection from now on. */
    public void keep(String id, String content, Instant now) {
        var key = keys.view(id);
        var known =
                dynamoDb.getItem(request -> request.tableName(table).key(key).consistentRead(true))
                        .item();
        Instant fresh = now.plus(LIFE).minus(BETWEEN_WRITES);
        if (known.isEmpty() || number(known, "ExpiresAt") < fresh.getEpochSecond()) {
            var item = new HashMap<>(key);
            item.put("Version", number(HeadItem.VERSION));
            item.put("View", AttributeValue.fromS(id));
            item.put("Content", AttributeValue.fromS(content));
            item.put("ExpiresAt", number(now.plus(LIFE).getEpochSecond()));
            dynamoDb.putItem(request -> request.tableName(table).item(item));
        }
    }

    /** Returns the contents of views by their ids; an id that isn't stored is left out. */
    public Map<String, String> find(Collection<String> ids) {
        var contents = new HashMap<String, String>();
        var all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += MOST_KEYS) {
            find(all.subList(from, Math.min(from + MOST_KEYS, all.size())), contents);
        }
        return contents;
    }

    private void find(List<String> ids, Map<String, String> contents) {
        var wanted = new ArrayList<Map<String, AttributeValue>>();
        ids.forEach(id -> wanted.add(keys.view(id)));
        Map<String, KeysAndAttributes> next =
                Map.of(
                        table,
                        KeysAndAttributes.builder().keys(wanted).consistentRead(true).build());
        while (!next.isEmpty()) {
            var requested = next;
            var answer = dynamoDb.batchGetItem(request -> request.requestItems(requested));
            for (var item : answer.responses().getOrDefault(table, List.of())) {
                contents.put(item.get("View").s(), item.get("Content").s());
            }
            next = answer.unprocessedKeys();
        }
    }
}
