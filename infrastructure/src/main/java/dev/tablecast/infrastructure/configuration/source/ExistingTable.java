package dev.tablecast.infrastructure.configuration.source;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;
import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.infrastructure.configuration.table.StreamImages;
import dev.tablecast.infrastructure.configuration.table.TableDescription;
import dev.tablecast.infrastructure.configuration.table.TableLookupException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The setting of an existing source table, whose stream, key and encryption are looked up. */
public final class ExistingTable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    public static final Setting<String> EXISTING_TABLE =
            new Setting<>(
                    "existingTable",
                    Values.texts(
                            "the name of a table, 3 to 255 letters, digits, _, . and -",
                            name -> NAME.matcher(name).matches()),
                    "Name of an existing table to use as the source. The settings of a"
                            + " new source table are refused with it. Its stream, key and"
                            + " encryption are looked up at each `pulumi preview` and `pulumi up`,"
                            + " which fail if the stream is off or lacks the images that other"
                            + " settings need. Subscriptions with a filter are refused unless the"
                            + " stream has both images. If a customer managed key encrypts the"
                            + " table, the stream trigger's role may decrypt with it.");

    private static final String TURN_ON =
            "aws dynamodb update-table%s --table-name %s --stream-specification"
                    + " StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES";
    private static final String TURN_OFF =
            "aws dynamodb update-table%s --table-name %s --stream-specification"
                    + " StreamEnabled=false";

    private ExistingTable() {}

    /** Returns the table's stream; empty with a problem noted where there is none. */
    static Optional<Source.ExistingStream> read(StackSettings settings) {
        return settings.find(EXISTING_TABLE)
                .flatMap(name -> description(settings, name))
                .flatMap(table -> stream(settings, table));
    }

    private static Optional<TableDescription> description(StackSettings settings, String name) {
        try {
            return Optional.of(settings.describe(name));
        } catch (TableLookupException e) {
            settings.problem(
                    EXISTING_TABLE,
                    "the name of a table in the stack's account and Region that may be described: "
                            + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Source.ExistingStream> stream(
            StackSettings settings, TableDescription table) {
        if (table.streamArn().isEmpty()) {
            settings.problem(
                    EXISTING_TABLE,
                    "a table whose stream is on; this turns it on: " + command(settings, TURN_ON));
        }
        return table.streamArn()
                .map(arn -> new Source.ExistingStream(arn, table.key(), table.kmsKeyArn()));
    }

    /**
     * Returns a stream with the key of its table, which snapshots need; with a problem noted where
     * the table can't be described, or has another stream.
     */
    static Source.ExistingStream described(StackSettings settings, Source.ExistingStream stream) {
        var found = table(settings, stream);
        found.filter(table -> !table.streamArn().equals(Optional.of(stream.streamArn())))
                .ifPresent(
                        table ->
                                settings.problem(
                                        SourceSettings.STREAM_ARN,
                                        "the stream that the table has now, %s, while snapshot is on"
                                                .formatted(
                                                        table.streamArn().orElse("which is off"))));
        return found.map(
                        table ->
                                new Source.ExistingStream(
                                        stream.streamArn(), table.key(), table.kmsKeyArn()))
                .orElse(stream);
    }

    private static Optional<TableDescription> table(
            StackSettings settings, Source.ExistingStream stream) {
        try {
            return Optional.of(settings.describe(stream.tableName()));
        } catch (TableLookupException e) {
            settings.problem(
                    SnapshotSettings.MODE,
                    "off unless the table of sourceStreamArn may be described: " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Notes a problem where other settings need images that the table's stream doesn't have.
     *
     * @param missing the reasons for which a stream with these images isn't enough
     */
    public static void requireImages(
            StackSettings settings, Function<StreamImages, List<String>> missing) {
        var table =
                settings.find(EXISTING_TABLE)
                        .filter(name -> settings.givenTable().isEmpty())
                        .flatMap(name -> description(settings, name))
                        .filter(found -> found.streamArn().isPresent());
        if (table.isEmpty()) {
            return;
        }
        missing.apply(table.get().images())
                .forEach(
                        reason ->
                                settings.problem(
                                        EXISTING_TABLE,
                                        ("a table whose stream has NEW_AND_OLD_IMAGES, because %s;"
                                             + " a stream keeps what it has, so these make another:"
                                             + " %s; %s")
                                                .formatted(
                                                        reason,
                                                        command(settings, TURN_OFF),
                                                        command(settings, TURN_ON))));
    }

    /** Returns whether the source's stream has both images of an item, as far as is known. */
    public static boolean hasBothImages(StackSettings settings) {
        return settings.isSet(EXISTING_TABLE) || settings.isSet(SourceSettings.STREAM_ARN)
                ? found(settings)
                        .map(TableDescription::images)
                        .filter(images -> images.hasNew() && images.hasOld())
                        .isPresent()
                : true;
    }

    /** Returns the table that exists, where it is looked up. */
    private static Optional<TableDescription> found(StackSettings settings) {
        if (settings.isSet(EXISTING_TABLE)) {
            return settings.find(EXISTING_TABLE).flatMap(name -> description(settings, name));
        }
        return settings.find(SourceSettings.STREAM_ARN)
                .filter(arn -> settings.get(SnapshotSettings.MODE) != Snapshots.Mode.OFF)
                .map(Source.ExistingStream::new)
                .flatMap(stream -> table(settings, stream));
    }

    private static String command(StackSettings settings, String command) {
        return command.formatted(
                settings.region().map(region -> " --region " + region).orElse(""),
                settings.find(EXISTING_TABLE).orElse(""));
    }
}
