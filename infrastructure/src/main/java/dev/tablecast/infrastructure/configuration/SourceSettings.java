package dev.tablecast.infrastructure.configuration;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table whose changes are broadcast. */
final class SourceSettings {
    /** DynamoDB takes 255 characters; the rest is for project, stack and suffix. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,200}");

    private static final Values<KeyAttribute> KEYS =
            new Values<>(
                    "an attribute's name of 1 to 255 characters and a type, S, N or B, such as"
                            + " id:S",
                    KeyAttribute::parse);

    static final Setting<String> TABLE_NAME =
            new Setting<>(
                    "sourceTableName",
                    Values.texts(
                            "3 to 200 letters, digits, _, . and -, and not "
                                    + SourceTable.CONNECTIONS_TABLE,
                            name ->
                                    NAME.matcher(name).matches()
                                            && !name.equals(SourceTable.CONNECTIONS_TABLE)),
                    "Items",
                    "What the table is called in the stack; its name on AWS has the stack's before"
                            + " it and a suffix behind it.");

    static final Setting<KeyAttribute> HASH_KEY =
            new Setting<>(
                    "sourceHashKey",
                    KEYS,
                    "id:S",
                    "The table's partition key; S where no type is given. Another key is another"
                            + " table.");

    static final Setting<KeyAttribute> RANGE_KEY =
            new Setting<>("sourceRangeKey", KEYS, "The table's sort key, if it has one.");

    private SourceSettings() {}

    static SourceTable read(Settings settings) {
        return new SourceTable(settings.get(TABLE_NAME), key(settings));
    }

    private static List<KeyAttribute> key(Settings settings) {
        var hashKey = settings.get(HASH_KEY);
        var rangeKey = settings.find(RANGE_KEY);
        if (rangeKey.map(KeyAttribute::name).filter(hashKey.name()::equals).isPresent()) {
            settings.problem(RANGE_KEY, "another name than the hash key");
        }
        return Stream.of(Optional.of(hashKey), rangeKey).flatMap(Optional::stream).toList();
    }
}
