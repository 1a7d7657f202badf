package dev.tablecast.infrastructure.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Settings by name, as text; an empty one counts as not set.
 *
 * <p>A getter that finds a mistake notes it and returns the fallback, so that one run names every
 * mistake; {@link #throwIfWrong} comes before what was read is used.
 */
final class Settings {
    /** Lambda gives a function's environment 4 KB in all; half of that is left to the rest. */
    private static final int MAXIMUM_BYTES = 2048;

    private final Function<String, Optional<String>> values;
    private final SortedSet<String> given = new TreeSet<>();
    private final SortedSet<String> read = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    Settings(Function<String, Optional<String>> values) {
        this.values = values;
    }

    /** Says which settings there are, so that one that nobody reads is a mistake too. */
    void know(Set<String> names) {
        given.addAll(names);
    }

    /** Ends the reading: throws with every mistake that was found. */
    void throwIfWrong() {
        for (String name : given) {
            if (!read.contains(name)) {
                problems.add(
                        "tablecast:%s is no setting; there are %s"
                                .formatted(name, String.join(", ", read)));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
    }

    Optional<String> text(String name) {
        read.add(name);
        return values.apply(name).filter(value -> !value.isBlank());
    }

    String text(String name, String fallback) {
        return text(name).orElse(fallback);
    }

    /** Elements of a JSON list, which a list in a stack's YAML file becomes, or between commas. */
    List<String> list(String name) {
        String text = text(name, "").strip();
        if (!text.startsWith("[")) {
            return elements(Arrays.stream(text.split(",")));
        }
        var list = Json.parse(text).filter(JsonNode::isArray);
        if (list.isEmpty()) {
            problem(name, text, "a list such as [\"one\", \"other\"] or one,other");
        }
        return list.stream()
                .flatMap(found -> elements(stream(found).map(JsonNode::asText)).stream())
                .toList();
    }

    /** Constants named in a list; all of them, in their order, where it is empty. */
    <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
        var all = List.of(type.getEnumConstants());
        var names = all.stream().map(Enum::name).toList();
        var found = list(name);
        if (found.isEmpty()) {
            return all;
        }
        if (!names.containsAll(found)) {
            problem(name, String.join(",", found), "some of " + String.join(", ", names));
        }
        return all.stream().filter(constant -> found.contains(constant.name())).toList();
    }

    boolean flag(String name) {
        String text = text(name, "false");
        if (!List.of("true", "false").contains(text)) {
            problem(name, text, "true or false");
        }
        return text.equals("true");
    }

    int number(Bounds bounds, int fallback) {
        String name = bounds.setting();
        var number = text(name).flatMap(Settings::wholeNumber);
        if (text(name).isPresent() && number.filter(bounds::allow).isEmpty()) {
            problem(name, text(name, ""), bounds.allowed());
        }
        return number.filter(bounds::allow).orElse(fallback);
    }

    /** A number within bounds, or the one outside them that has a meaning of its own. */
    int numberOr(int outside, Bounds bounds, int fallback) {
        if (text(bounds.setting(), "").equals(Integer.toString(outside))) {
            return outside;
        }
        return number(bounds, fallback);
    }

    /** Notes a problem where a value that becomes an environment variable is too long for it. */
    void limit(String name, String value) {
        limit(name, value, MAXIMUM_BYTES);
    }

    void limit(String name, String value, int maximumBytes) {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maximumBytes) {
            problem(name, bytes + " bytes", "at most " + maximumBytes);
        }
    }

    void problem(String name, String found, String allowed) {
        problems.add("tablecast:%s is \"%s\"; it takes %s".formatted(name, found, allowed));
    }

    void missing(String name, String allowed) {
        problems.add("tablecast:%s is not set; it takes %s".formatted(name, allowed));
    }

    private static Optional<Integer> wholeNumber(String text) {
        try {
            return Optional.of(Integer.valueOf(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static List<String> elements(Stream<String> elements) {
        return elements.map(String::strip).filter(element -> !element.isEmpty()).toList();
    }
}
