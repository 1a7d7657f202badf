package dev.tablecast.functions.expression;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Bounds of one attribute: every item that meets a condition has the attribute within them.
 *
 * <p>An item within them may still not meet the condition. Bounds are inclusive, for example,
 * whether the condition has {@code <} or {@code <=}.
 *
 * @param values the only values that it may have; any if empty
 * @param lower its least value
 * @param upper its greatest value
 * @param prefix the beginning of its value
 */
public record Bounds(
        Optional<Set<Value>> values,
        Optional<Value> lower,
        Optional<Value> upper,
        Optional<Value> prefix) {
    static final Bounds NONE =
            new Bounds(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Bounds NOTHING = ofValues(Set.of());

    public Bounds {
        values = values.map(Set::copyOf);
    }

    static Bounds ofValues(Collection<Value> values) {
        return new Bounds(
                Optional.of(Set.copyOf(values)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Bounds from(Value lower) {
        return new Bounds(Optional.empty(), Optional.of(lower), Optional.empty(), Optional.empty());
    }

    static Bounds upTo(Value upper) {
        return new Bounds(Optional.empty(), Optional.empty(), Optional.of(upper), Optional.empty());
    }

    static Bounds beginningWith(Value prefix) {
        return new Bounds(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(prefix));
    }

    /** Returns bounds of what is within both. */
    Bounds and(Bounds other) {
        if (areOfTypesWithoutOrder(lower, other.lower)
                || areOfTypesWithoutOrder(upper, other.upper)) {
            return NOTHING;
        }
        return new Bounds(
                common(other),
                outer(lower, other.lower, 1),
                outer(upper, other.upper, -1),
                prefix.or(other::prefix));
    }

    /** Returns bounds of what is within one of them: those alone that are of single values. */
    Bounds or(Bounds other) {
        if (values.isEmpty() || other.values.isEmpty()) {
            return NONE;
        }
        var either = new LinkedHashSet<>(values.get());
        either.addAll(other.values.get());
        return ofValues(either);
    }

    private Optional<Set<Value>> common(Bounds other) {
        if (values.isEmpty() || other.values.isEmpty()) {
            return values.or(other::values);
        }
        var common = new LinkedHashSet<>(values.get());
        common.retainAll(other.values.get());
        return Optional.of(common);
    }

    private static Optional<Value> outer(Optional<Value> one, Optional<Value> two, int sign) {
        if (one.isEmpty() || two.isEmpty()) {
            return one.or(() -> two);
        }
        return one.get().compareTo(two.get()) * sign >= 0 ? one : two;
    }

    private static boolean areOfTypesWithoutOrder(Optional<Value> one, Optional<Value> two) {
        return one.isPresent() && two.isPresent() && !one.get().isOrderedWith(two.get());
    }
}
