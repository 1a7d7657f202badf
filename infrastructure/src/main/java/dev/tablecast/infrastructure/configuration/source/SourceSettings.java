package dev.tablecast.infrastructure.configuration.source;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;
import dev.tablecast.infrastructure.configuration.table.KeyAttribute;
import dev.tablecast.infrastructure.configuration.table.Source;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings of the source table. */
public final class SourceSettings {
    /** DynamoDB takes 255 characters; the rest is for project, stack and suffix. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,200}");

    private static final List<String> OTHER_TABLES =
            List.of(
                    Source.CONNECTIONS_TABLE,
                    Source.CONNECTION_COUNTS_TABLE,
                    Source.CHANGE_LOG_TABLE);

    private static final Values<KeyAttribute> KEYS =
            new Values<>(
                    "an attribute's name of 1 to 255 characters and a type, S, N or B, such as"
                            + " id:S",
                    KeyAttribute::parse);

    public static final Setting<String> TABLE_NAME =
            new Setting<>(
                    "sourceTableName",
                    Values.texts(
                            "3 to 200 letters, digits, _, . and -, and none of "
                                    + String.join(", ", OTHER_TABLES),
                            name -> NAME.matcher(name).matches() && !OTHER_TABLES.contains(name)),
                    "Items",
                    "Logical name of the table. Its name on AWS has the stack's name"
                            + " before it and a suffix after it.");

    public static final Setting<KeyAttribute> HASH_KEY =
            new Setting<>(
                    "sourceHashKey",
                    KEYS,
                    "id:S",
                    "Partition key of the table, of type S if none is given. A change"
                            + " replaces the table.");

    public static final Setting<KeyAttribute> RANGE_KEY =
            new Setting<>("sourceRangeKey", KEYS, "Sort key of the table, if it has one.");

    public static final Setting<String> STREAM_ARN =
            new Setting<>(
                    "sourceStreamArn",
                    Values.texts(Source.ExistingStream.ALLOWED, Source.ExistingStream::isArn),
                    "Stream of an existing table that may not be described;"
                            + " `existingTable` is simpler. Its images aren't looked up, so"
                            + " `rowAccess` and subscriptions with a filter are refused. If a"
                            + " customer managed key encrypts the table, let the stream trigger's"
                            + " role `kms:Decrypt` with it. A table that is created again has"
                            + " another stream.");

    public static final Setting<Boolean> POINT_IN_TIME_RECOVERY =
            new Setting<>(
                    "pointInTimeRecovery",
                    Values.flags(),
                    "true",
                    "Whether any second of the source table's last 35 days can be"
                            + " restored, for about the price of its storage. The table of"
                            + " connections needs no backup: its rows live for two hours at most.");

    public static final Setting<Boolean> DELETION_PROTECTION =
            new Setting<>(
                    "deletionProtection",
                    Values.flags(),
                    "true",
                    "Whether Pulumi and DynamoDB refuse to delete tables, at `pulumi"
                            + " destroy` or after a change of name or key. To delete the stack, set"
                            + " it to false and run `pulumi up` first.");

    private SourceSettings() {}

    public static Source read(StackSettings settings) {
        if (settings.givenTable().isPresent()) {
            settings.forbid(
                    "while sourceTable is a table of the program",
                    ExistingTable.EXISTING_TABLE,
                    STREAM_ARN,
                    TABLE_NAME,
                    HASH_KEY,
                    RANGE_KEY,
                    POINT_IN_TIME_RECOVERY);
            return settings.givenTable().get();
        }
        if (settings.isSet(ExistingTable.EXISTING_TABLE)) {
            settings.forbid(
                    "while existingTable names a table that exists",
                    STREAM_ARN,
                    TABLE_NAME,
                    HASH_KEY,
                    RANGE_KEY,
                    POINT_IN_TIME_RECOVERY);
            return ExistingTable.read(settings)
                    .orElseGet(() -> new Source.ExistingStream(Source.ExistingStream.EXAMPLE));
        }
        if (settings.isSet(STREAM_ARN)) {
            return existing(settings);
        }
        return new Source.NewTable(
                settings.get(TABLE_NAME), key(settings), settings.get(POINT_IN_TIME_RECOVERY));
    }

    /** Notes a problem where a table is described as well, or the stream is in another Region. */
    private static Source existing(StackSettings settings) {
        settings.forbid(
                "while sourceStreamArn names the stream of a table that exists",
                TABLE_NAME,
                HASH_KEY,
                RANGE_KEY,
                POINT_IN_TIME_RECOVERY);
        var stream = settings.find(STREAM_ARN).map(Source.ExistingStream::new);
        stream.ifPresent(found -> settings.requirePlace(STREAM_ARN, found.streamArn()));
        return stream.map(
                        found ->
                                settings.get(SnapshotSettings.MODE) == Snapshots.Mode.OFF
                                        ? found
                                        : ExistingTable.described(settings, found))
                .orElseGet(() -> new Source.ExistingStream(Source.ExistingStream.EXAMPLE));
    }

    private static List<KeyAttribute> key(StackSettings settings) {
        var hashKey = settings.get(HASH_KEY);
        var rangeKey = settings.find(RANGE_KEY);
        if (rangeKey.map(KeyAttribute::name).filter(hashKey.name()::equals).isPresent()) {
            settings.problem(RANGE_KEY, "another name than the hash key");
        }
        return Stream.of(Optional.of(hashKey), rangeKey).flatMap(Optional::stream).toList();
    }
}
