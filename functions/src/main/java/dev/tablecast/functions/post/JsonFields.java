package dev.tablecast.functions.post;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object as Lambda parsed it, read by name and type.
 *
 * @param path the object's place, for messages
 */
record JsonFields(String path, Map<?, ?> fields) {

    String text(String name) {
        return typed(String.class, "a string", name, fields.get(name));
    }

    /** Returns a number that DynamoDB's JSON writes as a string. */
    long number(String name) {
        String digits = text(name);
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(at(name) + " must be a whole number", e);
        }
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    @Nullable Object get(String name) {
        return fields.get(name);
    }

    List<?> list(String name) {
        return typed(List.class, "an array", name, fields.get(name));
    }

    /** Returns a number that JSON writes as a number. */
    long wholeNumber(String name) {
        Object value = fields.get(name);
        if (value instanceof Double || value instanceof Float) {
            throw new IllegalArgumentException(at(name) + " must be a whole number");
        }
        return typed(Number.class, "a whole number", name, value).longValue();
    }

    int integer(String name, int fallback) {
        Object value = fields.get(name);
        return value == null ? fallback : typed(Integer.class, "a whole number", name, value);
    }

    Optional<JsonFields> object(String name) {
        return Optional.ofNullable(fields.get(name)).map(value -> child(name, value));
    }

    JsonFields requiredObject(String name) {
        return child(name, fields.get(name));
    }

    Stream<JsonFields> objects(String name) {
        List<?> values = list(name);
        return IntStream.range(0, values.size())
                .mapToObj(i -> child(name + "[" + i + "]", values.get(i)));
    }

    List<String> texts(String name) {
        List<?> values = list(name);
        return IntStream.range(0, values.size())
                .mapToObj(i -> typed(String.class, "a string", name + "[" + i + "]", values.get(i)))
                .toList();
    }

    private JsonFields child(String name, @Nullable Object value) {
        return new JsonFields(at(name) + ".", typed(Map.class, "an object", name, value));
    }

    private <T> T typed(Class<T> type, String wanted, String name, @Nullable Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    at(name) + (value == null ? " is missing" : " must be " + wanted));
        }
        return type.cast(value);
    }

    private String at(String name) {
        return path + name;
    }
}
