package dev.tablecast.infrastructure.configuration;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The table whose changes are broadcast.
 *
 * @param name the name that Pulumi knows it by, and that its name on AWS contains
 * @param key the hash key, and then the range key if there is one
 */
public record SourceTable(String name, List<KeyAttribute> key) {
    /** The logical name of the table of connections, which lies beside this one. */
    public static final String CONNECTIONS_TABLE = "WebSocketManager";

    /** DynamoDB takes 255 characters; the rest is for project, stack and suffix. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,200}");

    private static final String ALLOWED_NAME =
            "3 to 200 letters, digits, _, . and -, and not " + CONNECTIONS_TABLE;
    private static final KeyAttribute PLACEHOLDER = new KeyAttribute("id", KeyAttribute.Type.S);

    public SourceTable {
        key = List.copyOf(key);
        if (key.isEmpty() || key.size() > 2) {
            throw new IllegalArgumentException(
                    "key has " + key.size() + " attributes; a table's key has one or two");
        }
    }

    static SourceTable read(Settings settings) {
        String name = settings.text("sourceTableName", "Items");
        if (!NAME.matcher(name).matches() || name.equals(CONNECTIONS_TABLE)) {
            settings.problem("sourceTableName", name, ALLOWED_NAME);
        }
        var key =
                Stream.of(
                                attribute(settings, "sourceHashKey", "id:S"),
                                attribute(settings, "sourceRangeKey", ""))
                        .flatMap(Optional::stream)
                        .toList();
        if (key.stream().map(KeyAttribute::name).distinct().count() < key.size()) {
            settings.problem("sourceRangeKey", key.get(1).name(), "another name than the hash key");
        }
        return new SourceTable(name, key.isEmpty() ? List.of(PLACEHOLDER) : key);
    }

    private static Optional<KeyAttribute> attribute(
            Settings settings, String setting, String fallback) {
        String text = settings.text(setting, fallback);
        var attribute = KeyAttribute.parse(text);
        if (attribute.isEmpty() && !text.isEmpty()) {
            settings.problem(setting, text, KeyAttribute.ALLOWED);
        }
        return attribute;
    }

    public KeyAttribute hashKey() {
        return key.get(0);
    }

    public Optional<KeyAttribute> rangeKey() {
        return key.stream().skip(1).findFirst();
    }
}
