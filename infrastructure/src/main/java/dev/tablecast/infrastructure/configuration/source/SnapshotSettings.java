package dev.tablecast.infrastructure.configuration.source;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;
import dev.tablecast.infrastructure.configuration.table.KeyAttribute;
import dev.tablecast.infrastructure.configuration.table.Source;
import java.util.Locale;

/** The settings of snapshots. */
public final class SnapshotSettings {
    public static final Setting<Snapshots.Mode> MODE =
            new Setting<>(
                    "snapshot",
                    Values.oneOf("off", "query", "scan")
                            .map(text -> Snapshots.Mode.valueOf(text.toUpperCase(Locale.ROOT))),
                    "off",
                    "Whether a client that subscribes may ask for the items first."
                            + " `query`: if its filter, or `rowAccess`, gives the partition key;"
                            + " the subscribe function may then query the source table. `scan`: any"
                            + " client; the function may scan the table as well. Reads are"
                            + " consistent and cost a read unit for each 4 KB read, whether it"
                            + " matches or not; scans for many clients are expensive. A table named"
                            + " by `sourceStreamArn` is described at each `pulumi preview` and"
                            + " `pulumi up`, because its key must be known.");

    public static final Setting<Integer> MAX_ITEMS =
            new Setting<>(
                    "snapshotMaxItems",
                    Values.wholeNumbers(1, 10_000),
                    "1000",
                    "Maximum number of items in a snapshot. A subscription that matches"
                            + " more is refused with an `error`, which says how to narrow it."
                            + " Whatever the value, a snapshot reads at most 20 MB and has at most"
                            + " 16 MB.");

    private SnapshotSettings() {}

    /**
     * Reads the settings of snapshots.
     *
     * @param json whether messages are JSON
     * @param filters whether clients may filter
     */
    public static Snapshots read(
            StackSettings settings, Source source, boolean json, boolean filters) {
        var mode = settings.get(MODE);
        int maxItems = settings.get(MAX_ITEMS);
        if (mode == Snapshots.Mode.OFF) {
            if (maxItems != Integer.parseInt(MAX_ITEMS.byDefault())) {
                settings.problem(MAX_ITEMS, MAX_ITEMS.byDefault() + " while snapshot is off");
            }
        } else if (!json) {
            settings.problem(MODE, "off while messageFormat is text");
        } else {
            checkKey(settings, source);
            if (mode == Snapshots.Mode.QUERY && !source.key().isEmpty() && !filters) {
                settings.problem(
                        MODE,
                        "off or scan unless the table's stream has both images: without them no"
                                + " filter can give the partition key");
            }
        }
        return new Snapshots(mode, maxItems, source.key());
    }

    private static void checkKey(StackSettings settings, Source source) {
        if (source instanceof Source.GivenTable) {
            settings.problem(MODE, "off while sourceTable is set, whose key isn't known");
        }
        for (KeyAttribute attribute : source.key()) {
            if (attribute.name().contains(",")) {
                settings.problem(
                        MODE,
                        "off for a table whose key attribute \"%s\" has a comma in its name"
                                .formatted(attribute.name()));
            }
        }
    }
}
