package dev.tablecast.local.cloud.provision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource that the Pulumi program registers.
 *
 * @param type Pulumi's type token, such as {@code aws:dynamodb/table:Table}
 * @param name the logical name
 * @param inputs the provider's inputs, with all references resolved; numbers are doubles
 */
public record Resource(String type, String name, Map<String, Object> inputs) {
    public Resource {
        inputs = Map.copyOf(inputs);
    }

    String text(String input) {
        return typed(String.class, input, inputs.get(input));
    }

    Optional<String> optionalText(String input) {
        return Optional.ofNullable(inputs.get(input))
                .map(value -> typed(String.class, input, value));
    }

    int integer(String input) {
        return typed(Number.class, input, inputs.get(input)).intValue();
    }

    int integer(String input, int fallback) {
        return inputs.containsKey(input) ? integer(input) : fallback;
    }

    boolean flag(String input) {
        return Boolean.TRUE.equals(inputs.get(input));
    }

    List<String> texts(String input) {
        return inputs.get(input) instanceof List<?> values
                ? values.stream().map(value -> typed(String.class, input, value)).toList()
                : List.of();
    }

    Map<String, String> textMap(String input) {
        var texts = new LinkedHashMap<String, String>();
        if (inputs.get(input) instanceof Map<?, ?> values) {
            values.forEach(
                    (key, value) ->
                            texts.put(String.valueOf(key), typed(String.class, input, value)));
        }
        return texts;
    }

    /** Returns an object among the inputs, to read it in the same way; empty for none. */
    Optional<Resource> child(String input) {
        return inputs.get(input) instanceof Map<?, ?> values
                ? Optional.of(child(input, values))
                : Optional.empty();
    }

    List<Resource> children(String input) {
        return inputs.get(input) instanceof List<?> values
                ? values.stream()
                        .map(value -> child(input, typed(Map.class, input, value)))
                        .toList()
                : List.of();
    }

    /** Returns the inputs with additional outputs, which is a provider's result. */
    Map<String, Object> outputs(String... namesAndValues) {
        var outputs = new LinkedHashMap<>(inputs);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            outputs.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return outputs;
    }

    /** Returns the error for an input that the local cloud doesn't support. */
    UnsupportedResourceException unsupported(String input, Object found, String allowed) {
        return new UnsupportedResourceException(
                "%s \"%s\": %s is %s; the local cloud supports %s"
                        .formatted(type, name, input, found, allowed));
    }

    private Resource child(String input, Map<?, ?> values) {
        var typed = new LinkedHashMap<String, Object>();
        values.forEach(
                (key, value) -> {
                    if (value != null) {
                        typed.put(String.valueOf(key), value);
                    }
                });
        return new Resource(type, name + "." + input, typed);
    }

    private <T> T typed(Class<T> wanted, String input, Object value) {
        if (!wanted.isInstance(value)) {
            throw new UnsupportedResourceException(
                    "%s \"%s\": %s is %s; the local cloud needs a %s"
                            .formatted(
                                    type,
                                    name,
                                    input,
                                    value == null
                                            ? "not set"
                                            : "a " + value.getClass().getSimpleName(),
                                    wanted.getSimpleName()));
        }
        return wanted.cast(value);
    }
}
