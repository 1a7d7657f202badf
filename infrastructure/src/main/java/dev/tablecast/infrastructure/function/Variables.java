package dev.tablecast.infrastructure.function;

import com.pulumi.core.Output;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Environment variables of functions. */
public final class Variables {
    private Variables() {}

    /** Returns all variables of several groups, none of which is in two of them. */
    public static Output<Map<String, String>> of(List<Output<Map<String, String>>> groups) {
        return Output.all(groups)
                .applyValue(
                        known -> {
                            var all = new HashMap<String, String>();
                            for (Map<String, String> group : known) {
                                group.forEach(
                                        (name, value) -> {
                                            if (all.put(name, value) != null) {
                                                throw new IllegalArgumentException(
                                                        name + " is set twice");
                                            }
                                        });
                            }
                            return Map.copyOf(all);
                        });
    }

    public static Output<Map<String, String>> of(String name, Output<String> value) {
        return value.applyValue(known -> Map.of(name, known));
    }
}
