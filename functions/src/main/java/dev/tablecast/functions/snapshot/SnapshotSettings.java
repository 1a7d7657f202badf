package dev.tablecast.functions.snapshot;

import dev.tablecast.functions.settings.EnvironmentSettings;
import java.util.List;
import java.util.Optional;

/**
 * The settings of snapshots: {@code SNAPSHOT} ({@code OFF} by default, {@code QUERY} or {@code
 * SCAN}); unless that is off {@code SOURCE_TABLE}, {@code SOURCE_KEY} (such as {@code room:S,id:N};
 * the partition key first), and {@code SNAPSHOT_MAX_ITEMS} (1,000 by default).
 *
 * @param table empty if there are no snapshots
 */
public record SnapshotSettings(SnapshotMode mode, Optional<SourceTable> table, int maxItems) {
    /** The settings of a deployment without snapshots. */
    public static final SnapshotSettings OFF =
            new SnapshotSettings(SnapshotMode.OFF, Optional.empty(), 1);

    /** Reads the settings; a problem is noted, and the settings then mean nothing. */
    public static SnapshotSettings read(EnvironmentSettings settings) {
        var mode = settings.choice("SNAPSHOT", SnapshotMode.OFF);
        return mode == SnapshotMode.OFF
                ? OFF
                : new SnapshotSettings(
                        mode,
                        table(settings),
                        settings.integer("SNAPSHOT_MAX_ITEMS", 1_000, 1, 10_000));
    }

    private static Optional<SourceTable> table(EnvironmentSettings settings) {
        String name = settings.required("SOURCE_TABLE");
        List<SourceTable.Key> key =
                settings.list("SOURCE_KEY").stream()
                        .flatMap(text -> SourceTable.Key.parse(text).stream())
                        .toList();
        if (key.isEmpty() || key.size() > 2 || key.size() != settings.list("SOURCE_KEY").size()) {
            settings.problem(
                    "SOURCE_KEY is \"%s\"; it takes one or two of NAME:S, NAME:N and NAME:B"
                            .formatted(settings.optional("SOURCE_KEY", "")));
            return Optional.empty();
        }
        return Optional.of(new SourceTable(name, key.getFirst(), key.stream().skip(1).findFirst()));
    }
}
