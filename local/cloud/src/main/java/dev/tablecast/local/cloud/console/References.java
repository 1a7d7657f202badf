package dev.tablecast.local.cloud.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.local.cloud.provision.Provisioned;
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
 * Which resources have others in their inputs.
 *
 * <p>By the time that a provider gets them, references are plain values. So they are recognised: by
 * a value that only the other one's provider can have given, such as its ARN, wherever it stands;
 * and by its id or name where the input is called after its type, such as {@code apiId}.
 */
final class References {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Provisioned> all;
    private final List<Mark> marks;

    private References(List<Provisioned> all) {
        this.all = all;
        this.marks =
                IntStream.range(0, all.size())
                        .boxed()
                        .flatMap(i -> Mark.of(i, all.get(i)).stream())
                        .sorted(Comparator.comparing((Mark mark) -> -mark.text().length()))
                        .toList();
    }

    static References among(List<Provisioned> resources) {
        return new References(List.copyOf(resources));
    }

    /** The places in the list of those that this one refers to, ascending. */
    SortedSet<Integer> of(int place) {
        var found = new TreeSet<Integer>();
        look("", all.get(place).resource().inputs(), found);
        found.remove(place);
        return found;
    }

    /**
     * A text that gives a resource away.
     *
     * @param text such as its ARN
     */
    private record Mark(String text, int place) {
        static List<Mark> of(int place, Provisioned resource) {
            var marks = new ArrayList<Mark>();
            resource.outputs()
                    .forEach(
                            (name, value) -> {
                                if (value instanceof String text
                                        && text.startsWith("arn:")
                                        && !resource.resource().inputs().containsKey(name)) {
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

    /** The longest marks first: an alias's ARN begins with that of its function. */
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
            Provisioned other = all.get(i);
            String type = simpleType(other);
            boolean after = called.contains(type) && isNamed(other, text);
            if (after || text.equals(type + "s/" + other.resource().name())) {
                found.add(i);
            }
        }
    }

    private static boolean isNamed(Provisioned resource, String text) {
        return text.equals(resource.resource().name())
                || text.equals(resource.outputs().get("name"));
    }

    /** {@code table} for {@code aws:dynamodb/table:Table}. */
    private static String simpleType(Provisioned resource) {
        String type = resource.resource().type();
        return normalized(type.substring(type.lastIndexOf(':') + 1));
    }

    private static String normalized(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** Nothing where it only looks like JSON. */
    private static Object json(String text) {
        try {
            return JSON.readValue(text, Map.class);
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }
}
