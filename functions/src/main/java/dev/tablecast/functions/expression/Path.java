package dev.tablecast.functions.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document path, such as {@code address.lines[0]}, its names resolved.
 *
 * @param attribute the attribute of the item
 * @param steps from there into maps and lists
 */
record Path(String attribute, List<Step> steps) {
    sealed interface Step {
        /** Returns the value one step further; null if there is none. */
        @Nullable Value in(@Nullable Value value);

        void write(Canonical canonical);

        /** A field of a map. */
        record Field(String name) implements Step {
            @Override
            public @Nullable Value in(@Nullable Value value) {
                return value instanceof Value.Fields fields ? fields.values().get(name) : null;
            }

            @Override
            public void write(Canonical canonical) {
                canonical.named(".", name);
            }
        }

        /** An element of a list. */
        record Element(int index) implements Step {
            @Override
            public @Nullable Value in(@Nullable Value value) {
                return value instanceof Value.Items items && index < items.values().size()
                        ? items.values().get(index)
                        : null;
            }

            @Override
            public void write(Canonical canonical) {
                canonical.plain("[" + index);
            }
        }
    }

    Path {
        steps = List.copyOf(steps);
    }

    /** Returns the value at the path; null if there is none. */
    @Nullable Value in(Map<String, Value> item) {
        Value value = item.get(attribute);
        for (Step step : steps) {
            value = step.in(value);
        }
        return value;
    }
}
