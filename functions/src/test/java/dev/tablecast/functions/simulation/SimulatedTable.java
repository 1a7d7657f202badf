package dev.tablecast.functions.simulation;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of a table in memory, by their key attributes. */
public final class SimulatedTable {
    private static final Pattern SET =
            Pattern.compile("\\bSET (.*?)(?: REMOVE |$)", Pattern.DOTALL);
    private static final Pattern REMOVE =
            Pattern.compile("\\bREMOVE (.*?)(?: SET |$)", Pattern.DOTALL);

    private final List<String> keyNames;
    private final TreeMap<List<String>, Map<String, AttributeValue>> items =
            new TreeMap<>(
                    Comparator.<List<String>, String>comparing(key -> key.get(0))
                            .thenComparing(key -> key.size() > 1 ? key.get(1) : ""));

    SimulatedTable(String... keyNames) {
        this.keyNames = List.of(keyNames);
    }

    List<String> key(Map<String, AttributeValue> item) {
        return keyNames.stream().map(name -> item.get(name).s()).toList();
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
        return items.subMap(List.of(key), List.of(key + "\0")).values();
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
        Matcher set = SET.matcher(expression);
        if (set.find()) {
            for (String assignment : set.group(1).split(",")) {
                String[] sides = assignment.split("=");
                item.put(name(sides[0].strip(), names), values.get(sides[1].strip()));
            }
        }
        Matcher remove = REMOVE.matcher(expression);
        if (remove.find()) {
            for (String name : remove.group(1).split(",")) {
                item.remove(name(name.strip(), names));
            }
        }
        put(item);
    }

    private static String name(String text, Map<String, String> names) {
        return text.startsWith("#") ? names.get(text) : text;
    }
}
