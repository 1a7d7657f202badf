package dev.tablecast.functions.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a handshake, every line of them. Their names have no case.
 *
 * <p>An event of API Gateway has the last line of each header in {@code headers}, and all of its
 * lines in {@code multiValueHeaders}.
 */
public final class Headers {
    private final Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param last {@code headers}, read only for names that {@code all} lacks
     * @param all {@code multiValueHeaders}
     */
    public Headers(@Nullable Map<String, String> last, @Nullable Map<String, List<String>> all) {
        if (all != null) {
            all.forEach(this::add);
        }
        if (last != null) {
            var missing = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            last.forEach(
                    (name, value) -> {
                        if (value != null && !lines.containsKey(name)) {
                            missing.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
                        }
                    });
            lines.putAll(missing);
        }
    }

    private void add(String name, @Nullable List<String> values) {
        if (values != null && values.stream().anyMatch(Objects::nonNull)) {
            values.stream()
                    .filter(Objects::nonNull)
                    .forEach(lines.computeIfAbsent(name, any -> new ArrayList<>())::add);
        }
    }

    /** Returns the lines of a header, without their name; empty if there is none. */
    public List<String> lines(String name) {
        return List.copyOf(lines.getOrDefault(name, List.of()));
    }

    /**
     * Returns a header as one list, which its lines are equal to (RFC 9110, section 5.3); null if
     * there is none. A header that may have one value has another on several lines, so that two
     * origins never pass for one.
     */
    public @Nullable String get(String name) {
        List<String> found = lines(name);
        return found.isEmpty() ? null : String.join(", ", found);
    }
}
