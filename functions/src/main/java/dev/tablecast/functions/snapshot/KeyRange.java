package dev.tablecast.functions.snapshot;

import dev.tablecast.functions.expression.Bounds;
import dev.tablecast.functions.expression.Value;
import java.util.List;
import java.util.Optional;

/**
 * A key condition on the sort key.
 *
 * @param form with the name as {@code #s} and the values as {@code :a} and {@code :b}
 */
record KeyRange(String form, List<Value> values) {
    static final KeyRange EVERYTHING = new KeyRange("", List.of());

    KeyRange {
        values = List.copyOf(values);
    }

    /**
     * Returns the narrowest range that has every value within bounds; empty if there is no such
     * value.
     */
    static Optional<KeyRange> of(SourceTable.Key key, Bounds bounds) {
        if (isOfAnotherType(key, bounds.lower())
                || isOfAnotherType(key, bounds.upper())
                || isOfAnotherType(key, bounds.prefix())) {
            return Optional.empty();
        }
        if (bounds.values().isPresent()) {
            var values =
                    bounds.values().get().stream()
                            .filter(key::isOfItsType)
                            .filter(SourceTable::isSort)
                            .sorted(Value::compareTo)
                            .toList();
            return values.isEmpty()
                    ? Optional.empty()
                    : between(values.getFirst(), values.getLast());
        }
        // What can't be a key can't be named in a key condition; the view evaluates it anyway.
        var lower = bounds.lower().filter(SourceTable::isSort);
        var upper = bounds.upper().filter(SourceTable::isSort);
        var prefix = bounds.prefix().filter(SourceTable::isSort);
        if (lower.isPresent() && upper.isPresent()) {
            return between(lower.get(), upper.get());
        }
        return Optional.of(
                prefix.map(value -> new KeyRange("begins_with(#s, :a)", List.of(value)))
                        .or(() -> lower.map(value -> new KeyRange("#s >= :a", List.of(value))))
                        .or(() -> upper.map(value -> new KeyRange("#s <= :a", List.of(value))))
                        .orElse(EVERYTHING));
    }

    private static Optional<KeyRange> between(Value lower, Value upper) {
        int order = lower.compareTo(upper);
        if (order > 0) {
            return Optional.empty();
        }
        return Optional.of(
                order == 0
                        ? new KeyRange("#s = :a", List.of(lower))
                        : new KeyRange("#s BETWEEN :a AND :b", List.of(lower, upper)));
    }

    private static boolean isOfAnotherType(SourceTable.Key key, Optional<Value> value) {
        return value.isPresent() && !key.isOfItsType(value.get());
    }

    boolean isEverything() {
        return values.isEmpty();
    }
}
