package dev.tablecast.infrastructure.configuration.setting;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The allowed values of a setting.
 *
 * @param allowed completes the sentence "it takes …"
 * @param parser parses text; empty if it is invalid
 * @param kind the Java type that a program sets
 */
public record Values<T>(String allowed, Function<String, Optional<T>> parser, Kind kind) {

    /** The Java types of what a program sets. */
    public enum Kind {
        TEXT("String"),
        NUMBER("int"),
        FLAG("boolean"),
        LIST("List<String>"),
        TAGS("Map<String, String>");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        public String type() {
            return type;
        }
    }

    public Values(String allowed, Function<String, Optional<T>> parser) {
        this(allowed, parser, Kind.TEXT);
    }

    public Optional<T> parse(String text) {
        return parser.apply(text);
    }

    /** Allows the whole numbers of a range, both ends included. */
    public static Values<Integer> wholeNumbers(int minimum, int maximum) {
        return new Values<>(
                "a whole number from %d to %d".formatted(minimum, maximum),
                text -> wholeNumber(text).filter(number -> number >= minimum && number <= maximum),
                Kind.NUMBER);
    }

    /** Some whole numbers and no others. */
    public static Values<Integer> wholeNumbers(int[] numbers) {
        return new Values<>(
                "one of "
                        + IntStream.of(numbers)
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(", ")),
                text ->
                        wholeNumber(text)
                                .filter(
                                        number ->
                                                IntStream.of(numbers)
                                                        .anyMatch(one -> one == number)),
                Kind.NUMBER);
    }

    public static Values<Boolean> flags() {
        return oneOf("true", "false").map(Boolean::valueOf).as(Kind.FLAG);
    }

    public static Values<String> oneOf(String... words) {
        return texts(alternatives(List.of(words)), List.of(words)::contains);
    }

    public static Values<String> texts(String allowed, Predicate<String> isAllowed) {
        return new Values<>(allowed, text -> Optional.of(text).filter(isAllowed));
    }

    /**
     * Elements of a JSON list, which a list in a stack's YAML file becomes, or between commas. At
     * least one, and none of them blank.
     */
    public static Values<List<String>> lists(String allowed, Predicate<String> isAllowed) {
        return new Values<>(
                allowed,
                text ->
                        elements(text.strip())
                                .filter(list -> !list.isEmpty())
                                .filter(list -> list.stream().allMatch(isAllowed)),
                Kind.LIST);
    }

    /** Some of the constants, in their own order. */
    public static <E extends Enum<E>> Values<List<E>> someOf(Class<E> type) {
        var constants = List.of(type.getEnumConstants());
        var names = constants.stream().map(Enum::name).toList();
        return lists("some of " + String.join(", ", names), names::contains)
                .map(
                        chosen ->
                                constants.stream()
                                        .filter(constant -> chosen.contains(constant.name()))
                                        .toList());
    }

    public <R> Values<R> map(Function<T, R> made) {
        return new Values<>(allowed, text -> parse(text).map(made), kind);
    }

    private Values<T> as(Kind other) {
        return new Values<>(allowed, parser, other);
    }

    private static String alternatives(List<String> words) {
        int last = words.size() - 1;
        return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static Optional<Integer> wholeNumber(String text) {
        try {
            return Optional.of(Integer.valueOf(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> elements(String text) {
        if (!text.startsWith("[")) {
            return Optional.of(withoutBlanks(Arrays.asList(text.split(","))));
        }
        return Json.parse(text)
                .filter(JsonNode::isArray)
                .map(
                        list ->
                                withoutBlanks(
                                        StreamSupport.stream(list.spliterator(), false)
                                                .map(JsonNode::asText)
                                                .toList()));
    }

    private static List<String> withoutBlanks(List<String> elements) {
        return elements.stream().map(String::strip).filter(element -> !element.isEmpty()).toList();
    }
}
