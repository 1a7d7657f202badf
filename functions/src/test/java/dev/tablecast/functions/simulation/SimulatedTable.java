package dev.tablecast.functions.simulation;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of a table in memory, by their key attributes. */
public final class SimulatedTable {
    /** The partition and sort key of an item, in the order of DynamoDB's queries. */
    private record Key(String partition, String sort) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = partition.compareTo(other.partition);
            return order == 0 ? sort.compareTo(other.sort) : order;
        }
    }

    /** An update expression: placeholders of values by names, and the names to remove. */
    private record Update(Map<String, String> sets, List<String> removes) {
        private static final Pattern SET =
                Pattern.compile("\\bSET (.*?)(?: REMOVE |$)", Pattern.DOTALL);
        private static final Pattern REMOVE =
                Pattern.compile("\\bREMOVE (.*?)(?: SET |$)", Pattern.DOTALL);

        static Update parse(String expression) {
            var sets = new HashMap<String, String>();
            for (String assignment : parts(SET, expression)) {
                String[] sides = assignment.split("=");
                sets.put(sides[0].strip(), sides[1].strip());
            }
            return new Update(sets, parts(REMOVE, expression));
        }

        private static List<String> parts(Pattern clause, String expression) {
            Matcher found = clause.matcher(expression);
            return found.find()
                    ? Arrays.stream(found.group(1).split(",")).map(String::strip).toList()
                    : List.of();
        }
    }

    private static final Map<String, Update> UPDATES = new ConcurrentHashMap<>();

    private final List<String> keyNames;
    private final TreeMap<Key, Map<String, AttributeValue>> items = new TreeMap<>();

    SimulatedTable(String... keyNames) {
        this.keyNames = List.of(keyNames);
    }

    private Key key(Map<String, AttributeValue> item) {
        return new Key(
                item.get(keyNames.getFirst()).s(),
                keyNames.size() > 1 ? item.get(keyNames.get(1)).s() : "");
    }

    Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        var key = new HashMap<String, AttributeValue>();
        keyNames.forEach(name -> key.put(name, item.get(name)));
        return key;
    }

    Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
        return items.getOrDefault(key(key), Map.of());
    }

    void put(Map<String, AttributeValue> item) {
        items.put(key(item), Map.copyOf(item));
    }

    void delete(Map<String, AttributeValue> key) {
        items.remove(key(key));
    }

    /** Returns the items of a partition in the order of their sort keys. */
    Collection<Map<String, AttributeValue>> partition(String key) {
        return items.subMap(new Key(key, ""), new Key(key + "\0", "")).values();
    }

    /** Returns all items in the order of their keys. */
    List<Map<String, AttributeValue>> all() {
        return List.copyOf(items.values());
    }

    void update(
            Map<String, AttributeValue> key,
            String expression,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        var item = new HashMap<>(get(key));
        item.putAll(key);
        var update = UPDATES.computeIfAbsent(expression, Update::parse);
        update.sets.forEach((name, value) -> item.put(name(name, names), values.get(value)));
        update.removes.forEach(name -> item.remove(name(name, names)));
        put(item);
    }

    private static String name(String text, Map<String, String> names) {
        return text.startsWith("#") ? names.get(text) : text;
    }
}
