package dev.tablecast.functions.handshake;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The headers of a handshake, whose names have no case. */
public final class Headers {
    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public Headers(@Nullable Map<String, String> headers) {
        if (headers != null) {
            values.putAll(headers);
        }
    }

    public @Nullable String get(String name) {
        return values.get(name);
    }
}
