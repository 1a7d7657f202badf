package dev.tablecast.infrastructure.configuration.source;

import dev.tablecast.infrastructure.configuration.table.KeyAttribute;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The items that a client may be sent when it subscribes; {@link SnapshotSettings} has the ranges.
 *
 * @param maxItems the largest number of items of a snapshot
 * @param key the table's partition key, and then its sort key if it has one
 */
public record Snapshots(Mode mode, int maxItems, List<KeyAttribute> key) {
    /** The reads of the source table that snapshots may take. */
    public enum Mode {
        OFF,
        QUERY,
        SCAN
    }

    public Snapshots {
        SnapshotSettings.MAX_ITEMS.require(maxItems);
        key = List.copyOf(key);
    }

    /** Returns whether the source table may be read. */
    public boolean isOn() {
        return mode != Mode.OFF;
    }

    /** Returns the environment variables of the subscribe function. */
    public Map<String, String> environment() {
        return isOn()
                ? Map.of(
                        "SNAPSHOT",
                        mode.name(),
                        "SNAPSHOT_MAX_ITEMS",
                        Integer.toString(maxItems),
                        "SOURCE_KEY",
                        key.stream()
                                .map(attribute -> attribute.name() + ":" + attribute.type())
                                .collect(Collectors.joining(",")))
                : Map.of();
    }
}
