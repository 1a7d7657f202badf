package dev.tablecast.local.cloud.gateway.integration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Headers or query parameters as proxy events have them: one field with the last value of each
 * name, another with all values. An event has neither if there are none.
 */
final class NameValues {
    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    void add(String name, String value) {
        values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    void put(ObjectNode event, String single, String multiple) {
        if (values.isEmpty()) {
            return;
        }
        ObjectNode last = event.putObject(single);
        ObjectNode all = event.putObject(multiple);
        values.forEach(
                (name, list) -> {
                    last.put(name, list.getLast());
                    ArrayNode array = all.putArray(name);
                    list.forEach(array::add);
                });
    }
}
