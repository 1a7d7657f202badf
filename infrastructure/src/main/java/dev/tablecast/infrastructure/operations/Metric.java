package dev.tablecast.infrastructure.operations;

import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that CloudWatch counts.
 *
 * @param dimensions the metric's dimensions, in order
 */
record Metric(String namespace, String name, List<Dimension> dimensions) {
    Metric {
        dimensions = List.copyOf(dimensions);
    }

    record Dimension(String name, Output<String> value) {}

    /** Returns the dimensions as an alarm takes them. */
    Output<Map<String, String>> dimensionMap() {
        return values().applyValue(
                        values -> {
                            var map = new LinkedHashMap<String, String>();
                            for (int i = 0; i < values.size(); i++) {
                                map.put(dimensions.get(i).name(), values.get(i));
                            }
                            return map;
                        });
    }

    /**
     * Returns the metric as a dashboard takes it: namespace, name, and each dimension's name and
     * value.
     */
    Output<List<String>> path() {
        return values().applyValue(
                        values -> {
                            var path = new ArrayList<>(List.of(namespace, name));
                            for (int i = 0; i < values.size(); i++) {
                                path.add(dimensions.get(i).name());
                                path.add(values.get(i));
                            }
                            return path;
                        });
    }

    private Output<List<String>> values() {
        return Output.all(dimensions.stream().map(Dimension::value).toList());
    }
}
