package dev.tablecast.local.cloud;

import dev.tablecast.infrastructure.configuration.KeyAttribute;
import dev.tablecast.infrastructure.configuration.SourceTable;
import java.util.stream.Collectors;

/** An item to try the source table with. */
final class ExampleItem {
    private ExampleItem() {}

    static String of(SourceTable table) {
        String key =
                table.key().stream()
                        .map(attribute -> attribute(attribute.name(), value(attribute)))
                        .collect(Collectors.joining(", "));
        return "{%s, %s, %s}"
                .formatted(
                        key,
                        attribute("name", "{\"S\": \"Ada\"}"),
                        attribute("zip", "{\"N\": \"94105\"}"));
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
