package dev.tablecast.infrastructure.configuration;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A source that is named by the table, whose stream, key and encryption are looked up. */
final class ExistingTable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    static final Setting<String> EXISTING_TABLE =
            new Setting<>(
                    "existingTable",
                    Values.texts(
                            "the name of a table, 3 to 255 letters, digits, _, . and -",
                            name -> NAME.matcher(name).matches()),
                    "A table that exists, by its name; then no source table is made, and the"
                        + " settings of one are refused. Its stream, its key and what encrypts it"
                        + " are looked up at each `pulumi preview` and `pulumi up`, which say if"
                        + " its stream is off or lacks the images that the other settings need."
                        + " Unless the stream has both images, subscriptions with a filter are"
                        + " refused. Should a key of yours encrypt it, the stream trigger's role"
                        + " may decrypt with that.");

    private static final String TURN_ON =
            "aws dynamodb update-table%s --table-name %s --stream-specification"
                    + " StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES";
    private static final String TURN_OFF =
            "aws dynamodb update-table%s --table-name %s --stream-specification"
                    + " StreamEnabled=false";

    private ExistingTable() {}

    /** Returns the table's stream; empty with a problem noted where there is none. */
    static Optional<Source.ExistingStream> read(Settings settings) {
        return settings.find(EXISTING_TABLE)
                .flatMap(name -> description(settings, name))
                .flatMap(table -> stream(settings, table));
    }

    private static Optional<TableDescription> description(Settings settings, String name) {
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
            Settings settings, TableDescription table) {
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
    static Source.ExistingStream described(Settings settings, Source.ExistingStream stream) {
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
            Settings settings, Source.ExistingStream stream) {
        try {
            return Optional.of(settings.describe(stream.tableName()));
        } catch (TableLookupException e) {
            settings.problem(
                    SnapshotSettings.MODE,
                    "off unless the table of sourceStreamArn may be described: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Notes a problem where other settings need images that the table's stream doesn't have. */
    static void requireImages(Settings settings, TablecastConfiguration configuration) {
        var table =
                settings.find(EXISTING_TABLE)
                        .flatMap(name -> description(settings, name))
                        .filter(found -> found.streamArn().isPresent());
        if (table.isEmpty()) {
            return;
        }
        boolean newImages = table.get().hasNewImages();
        boolean oldImages = table.get().hasOldImages();
        String pattern = configuration.streamDelivery().filter().pattern();
        require(
                settings,
                newImages || oldImages || !showsItems(configuration.messageFormat()),
                "projection or text show items");
        require(
                settings,
                newImages || !pattern.contains("\"NewImage\""),
                "filter asks for the NewImage");
        require(
                settings,
                oldImages || !pattern.contains("\"OldImage\""),
                "filter asks for the OldImage");
        for (Setting<?> setting :
                List.of(ViewSettings.ROW_ACCESS, ViewSettings.FILTERABLE_ATTRIBUTES)) {
            require(
                    settings,
                    newImages && oldImages || !settings.isSet(setting),
                    setting.name() + " needs both images");
        }
    }

    /** Returns whether the source's stream is known to have both images of an item. */
    static boolean hasBothImages(Settings settings) {
        return settings.isSet(EXISTING_TABLE) || settings.isSet(SourceSettings.STREAM_ARN)
                ? found(settings)
                        .filter(table -> table.hasNewImages() && table.hasOldImages())
                        .isPresent()
                : true;
    }

    /** Returns the table that exists, where it is looked up. */
    private static Optional<TableDescription> found(Settings settings) {
        if (settings.isSet(EXISTING_TABLE)) {
            return settings.find(EXISTING_TABLE).flatMap(name -> description(settings, name));
        }
        return settings.find(SourceSettings.STREAM_ARN)
                .filter(arn -> settings.get(SnapshotSettings.MODE) != Snapshots.Mode.OFF)
                .map(Source.ExistingStream::new)
                .flatMap(stream -> table(settings, stream));
    }

    private static void require(Settings settings, boolean enough, String reason) {
        if (!enough) {
            settings.problem(
                    EXISTING_TABLE,
                    ("a table whose stream has NEW_AND_OLD_IMAGES, since %s; a stream keeps what it"
                                    + " has, so these make another: %s; %s")
                            .formatted(
                                    reason,
                                    command(settings, TURN_OFF),
                                    command(settings, TURN_ON)));
        }
    }

    private static boolean showsItems(MessageFormat format) {
        return format instanceof MessageFormat.Json json
                ? !(json.projection() instanceof Projection.KeysOnly)
                : ((MessageFormat.Text) format).template().contains("{");
    }

    private static String command(Settings settings, String command) {
        return command.formatted(
                settings.region().map(region -> " --region " + region).orElse(""),
                settings.find(EXISTING_TABLE).orElse(""));
    }
}
