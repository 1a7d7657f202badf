package dev.tablecast.local.cloud;

import dev.tablecast.infrastructure.configuration.table.KeyAttribute;
import dev.tablecast.infrastructure.configuration.table.Source;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/** An example item for the source table. */
final class ExampleItem {
    private ExampleItem() {}

    static String of(Source.NewTable table) {
        var attributes = new LinkedHashMap<String, String>();
        table.key().forEach(key -> attributes.put(key.name(), value(key)));
        attributes.putIfAbsent("name", "{\"S\": \"Ada\"}");
        attributes.putIfAbsent("zip", "{\"N\": \"94105\"}");
        return attributes.entrySet().stream()
                .map(entry -> attribute(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String attribute(String name, String value) {
        return "\"%s\": %s".formatted(name, value);
    }

    private static String value(KeyAttribute key) {
        return switch (key.type()) {
            case S -> "{\"S\": \"1\"}";
            case N -> "{\"N\": \"1\"}";
            case B -> "{\"B\": \"MQ==\"}";
        };
    }
}
