package dev.tablecast.infrastructure.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings that a program sets, as text in the form of a stack's file. */
final class SettingTexts {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Sets a value, replacing an earlier one of the same name. */
    void put(String name, Object value) {
        texts.put(name, text(value));
    }

    Map<String, String> all() {
        return Map.copyOf(texts);
    }

    private static String text(Object value) {
        if (!(value instanceof Collection<?> || value instanceof Map<?, ?>)) {
            return value.toString();
        }
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("texts are always JSON", e);
        }
    }
}
