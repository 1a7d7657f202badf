package dev.tablecast.local.console;

import dev.tablecast.functions.connection.Subscriptions;
import dev.tablecast.functions.connection.Terms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * The rows and views in DynamoDB. The content of a view never changes, so it is cached while a row
 * names the view.
 *
 * @param table the name of the connections table
 * @param storedViews reads the contents of views by id
 * @param known the cached contents of views by id
 */
public record DynamoDbConnectionRows(
        DynamoDbClient client,
        Supplier<String> table,
        Function<Collection<String>, Map<String, String>> storedViews,
        Map<String, String> known)
        implements ConnectionRows {
    /** DynamoDB's limit for one batch. */
    private static final int MOST_KEYS = 100;

    public DynamoDbConnectionRows(
            DynamoDbClient client,
            Supplier<String> table,
            Function<Collection<String>, Map<String, String>> storedViews) {
        this(client, table, storedViews, new ConcurrentHashMap<>());
    }

    @Override
    public Map<String, ConnectionRow> find(Collection<String> connectionIds) {
        var ids = List.copyOf(connectionIds);
        var rows = new HashMap<String, ConnectionRow>();
        for (int from = 0; from < ids.size(); from += MOST_KEYS) {
            find(ids.subList(from, Math.min(from + MOST_KEYS, ids.size())))
                    .forEach(item -> rows.put(item.get("ConnectionId").s(), row(item)));
        }
        return rows;
    }

    private List<Map<String, AttributeValue>> find(List<String> ids) {
        var keys =
                ids.stream().map(id -> Map.of("ConnectionId", AttributeValue.fromS(id))).toList();
        Map<String, KeysAndAttributes> next =
                Map.of(table.get(), KeysAndAttributes.builder().keys(keys).build());
        var items = new ArrayList<Map<String, AttributeValue>>();
        while (!next.isEmpty()) {
            var wanted = next;
            var answer = client.batchGetItem(request -> request.requestItems(wanted));
            answer.responses().values().forEach(items::addAll);
            next = answer.unprocessedKeys();
        }
        return items;
    }

    private static ConnectionRow row(Map<String, AttributeValue> item) {
        Optional<Terms> terms = text(item, Terms.ATTRIBUTE).flatMap(DynamoDbConnectionRows::terms);
        return new ConnectionRow(
                text(item, "Subject"),
                terms.flatMap(Terms::tokenExpiresAt),
                terms.flatMap(Terms::subscriptions).map(Subscriptions::active),
                text(item, "View"));
    }

    private static Optional<String> text(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    /** Parses the terms; empty if they are invalid, as in a row that was edited by hand. */
    private static Optional<Terms> terms(String text) {
        try {
            return Optional.of(Terms.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Map<String, String> views(Collection<String> ids) {
        var wanted = Set.copyOf(ids);
        var unknown =
                wanted.stream().filter(id -> !known.containsKey(id)).collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            known.putAll(storedViews.apply(unknown));
        }
        known.keySet().retainAll(wanted);
        return Map.copyOf(known);
    }
}
