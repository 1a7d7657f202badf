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
        /** A field of a map. */
        record Field(String name) implements Step {}

        /** An element of a list. */
        record Element(int index) implements Step {}
    }

    Path {
        steps = List.copyOf(steps);
    }

    /** Returns the value at the path; null if there is none. */
    @Nullable Value in(Map<String, Value> item) {
        Value value = item.get(attribute);
        for (Step step : steps) {
            value = in(value, step);
        }
        return value;
    }

    private static @Nullable Value in(@Nullable Value value, Step step) {
        return switch (step) {
            case Step.Field field ->
                    value instanceof Value.Fields fields ? fields.values().get(field.name()) : null;
            case Step.Element element ->
                    value instanceof Value.Items items && element.index() < items.values().size()
                            ? items.values().get(element.index())
                            : null;
        };
    }
}
