package dev.tablecast.functions.connection;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The headers of a handshake, whose names have no case. */
final class Headers {
    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Headers(@Nullable Map<String, String> headers) {
        if (headers != null) {
            values.putAll(headers);
        }
    }

    @Nullable String get(String name) {
        return values.get(name);
    }
}
