package dev.tablecast.local.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The references between resources.
 *
 * <p>A provider gets references as plain values, so they have to be recognized: by a value that
 * only the other resource's provider can have generated, such as its ARN, in any input; and by its
 * name in an input that is named after its type, such as {@code apiId}.
 */
final class References {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<RegisteredResource> all;
    private final List<Mark> marks;

    private References(List<RegisteredResource> all) {
        this.all = all;
        this.marks =
                IntStream.range(0, all.size())
                        .boxed()
                        .flatMap(i -> Mark.of(i, all.get(i)).stream())
                        .sorted(Comparator.comparing((Mark mark) -> -mark.text().length()))
                        .toList();
    }

    static References among(List<RegisteredResource> resources) {
        return new References(List.copyOf(resources));
    }

    /** Returns the indexes of the resources that the one at an index refers to, ascending. */
    SortedSet<Integer> of(int place) {
        var found = new TreeSet<Integer>();
        look("", all.get(place).inputs(), found);
        found.remove(place);
        return found;
    }

    /**
     * A string that identifies a resource.
     *
     * @param text the string, such as an ARN
     * @param place the index of the resource
     */
    private record Mark(String text, int place) {
        static List<Mark> of(int place, RegisteredResource resource) {
            var marks = new ArrayList<Mark>();
            resource.outputs()
                    .forEach(
                            (name, value) -> {
                                if (value instanceof String text
                                        && text.startsWith("arn:")
                                        && !resource.inputs().containsKey(name)) {
                                    marks.add(new Mark(text, place));
                                }
                            });
            return marks;
        }
    }

    private void look(String input, @Nullable Object value, SortedSet<Integer> found) {
        switch (value) {
            case Map<?, ?> values ->
                    values.forEach((name, inner) -> look(String.valueOf(name), inner, found));
            case List<?> values -> values.forEach(inner -> look(input, inner, found));
            case String text when text.startsWith("{") -> look(input, json(text), found);
            case String text -> {
                byMark(text, found);
                byName(input, text, found);
            }
            case null, default -> {}
        }
    }

    /** Finds the longest marks first, because an alias's ARN begins with that of its function. */
    private void byMark(String text, SortedSet<Integer> found) {
        String left = text;
        for (Mark mark : marks) {
            if (left.contains(mark.text())) {
                found.add(mark.place());
                left = left.replace(mark.text(), "");
            }
        }
    }

    private void byName(String input, String text, SortedSet<Integer> found) {
        String called = normalized(input);
        for (int i = 0; i < all.size(); i++) {
            RegisteredResource other = all.get(i);
            String type = simpleType(other);
            boolean after = called.contains(type) && isNamed(other, text);
            if (after || text.equals(type + "s/" + other.name())) {
                found.add(i);
            }
        }
    }

    private static boolean isNamed(RegisteredResource resource, String text) {
        return text.equals(resource.name()) || text.equals(resource.outputs().get("name"));
    }

    /** Returns {@code table} for {@code aws:dynamodb/table:Table}. */
    private static String simpleType(RegisteredResource resource) {
        String type = resource.type();
        return normalized(type.substring(type.lastIndexOf(':') + 1));
    }

    private static String normalized(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** Parses an object; empty if the text only looks like JSON. */
    private static Object json(String text) {
        try {
            return JSON.readValue(text, Map.class);
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }
}
