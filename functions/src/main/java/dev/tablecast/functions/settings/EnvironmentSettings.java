package dev.tablecast.functions.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads settings from an environment and collects every mistake, so that one error names them all.
 *
 * <p>A getter that finds a mistake notes it and returns a placeholder; {@link #read} throws before
 * the placeholder can be used.
 */
public final class EnvironmentSettings {
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    private EnvironmentSettings(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Returns what {@code reader} makes of the environment.
     *
     * @throws InvalidSettingsException if any setting that it read is missing or wrong
     */
    public static <T> T read(
            Map<String, String> environment, Function<EnvironmentSettings, T> reader) {
        var settings = new EnvironmentSettings(environment);
        T result = reader.apply(settings);
        if (!settings.problems.isEmpty()) {
            throw new InvalidSettingsException(settings.problems);
        }
        return result;
    }

    /** Returns the text of a setting that must be there. */
    public String required(String name) {
        String value = optional(name, "");
        if (value.isEmpty()) {
            problems.add(name + " is not set");
        }
        return value;
    }

    /** Returns the text of a setting, or {@code fallback} where it is missing or empty. */
    public String optional(String name, String fallback) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? fallback : value;
    }

    /**
     * Returns the values of a comma-separated setting, without blanks; empty where it is missing.
     */
    public List<String> list(String name) {
        return Arrays.stream(optional(name, "").split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Returns a whole number from {@code minimum} to {@code maximum}. */
    public int integer(String name, int fallback, int minimum, int maximum) {
        String text = optional(name, Integer.toString(fallback));
        try {
            int value = Integer.parseInt(text);
            if (value >= minimum && value <= maximum) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, with what is allowed.
        }
        problems.add(
                "%s is \"%s\"; it takes a whole number from %d to %d"
                        .formatted(name, text, minimum, maximum));
        return fallback;
    }

    /** Returns the constant that a setting names; case doesn't matter. */
    public <E extends Enum<E>> E choice(String name, E fallback) {
        String text = optional(name, fallback.name());
        E[] constants = fallback.getDeclaringClass().getEnumConstants();
        for (E constant : constants) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        problem("%s is \"%s\"; it takes one of %s".formatted(name, text, List.of(constants)));
        return fallback;
    }

    /**
     * Notes a mistake that only the caller can see, such as two settings that don't go together.
     */
    public void problem(String message) {
        problems.add(message);
    }
}
