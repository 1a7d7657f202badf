package dev.tablecast.functions.snapshot;

import dev.tablecast.functions.expression.Bounds;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.view.View;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The reads that find every item of a view. */
final class Reads {
    /** The largest number of partitions that a snapshot reads. */
    static final int MAX_PARTITIONS = 10;

    private Reads() {}

    /** Returns the reads; empty if the view needs a scan and may not have one. */
    static Optional<List<Read>> of(View view, SourceTable table, SnapshotMode mode) {
        Optional<Set<Value>> partitions =
                view.bounds(table.partition().name())
                        .flatMap(Bounds::values)
                        .filter(values -> values.size() <= MAX_PARTITIONS);
        if (partitions.isEmpty()) {
            return mode == SnapshotMode.SCAN
                    ? Optional.of(List.of(new Read.Scan()))
                    : Optional.empty();
        }
        return Optional.of(
                range(view, table)
                        .map(
                                range ->
                                        partitions.get().stream()
                                                .filter(table::isPartition)
                                                .<Read>map(value -> new Read.Query(value, range))
                                                .toList())
                        .orElse(List.of()));
    }

    private static Optional<KeyRange> range(View view, SourceTable table) {
        return table.sort().isEmpty()
                ? Optional.of(KeyRange.EVERYTHING)
                : KeyRange.of(
                        table.sort().get(), view.bounds(table.sort().get().name()).orElseThrow());
    }
}
