package dev.tablecast.infrastructure.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A kind of value in a stream record, and the conditions that can match it.
 *
 * @param example a value, as JSON
 * @param allowed the continuation of "it takes …"
 * @param literal whether the record can have this value
 * @param operators the operators that can match it, besides {@code exists}
 * @param values every value that there is; empty if they are too many
 */
record Value(
        String example,
        String allowed,
        Predicate<JsonNode> literal,
        List<String> operators,
        List<String> values) {
    private static final List<String> OF_TEXT =
            List.of("prefix", "suffix", "equals-ignore-case", "anything-but");

    static final Value TEXT = text("\"a\"", "a text: [\"a\"]", text -> true);
    static final Value BASE64 = text("\"AAEC\"", "bytes in base64: [\"AAEC\"]", Value::isBase64);
    static final Value NUMBER_AS_TEXT =
            text(
                    "\"8000\"",
                    "a number as the text that DynamoDB makes of it: [\"8000\"], not 8000, 8e3 or"
                            + " \"8000.0\"; Lambda can't compare it",
                    Value::isNumber);
    static final Value NUMBER =
            new Value(
                    "100",
                    "a number: [100], or [{\"numeric\":[\">\",100]}]",
                    JsonNode::isNumber,
                    List.of("numeric", "anything-but"),
                    List.of());
    static final Value BOOL =
            new Value("true", "true or false: [true]", JsonNode::isBoolean, List.of(), List.of());
    static final Value TRUE =
            new Value(
                    "true",
                    "true: [true]",
                    node -> node.isBoolean() && node.booleanValue(),
                    List.of(),
                    List.of());

    /** Returns the kind of which these are all the values. */
    static Value of(String... values) {
        var all = List.of(values);
        return new Value(
                "\"" + all.get(0) + "\"",
                "some of " + String.join(", ", all),
                node -> node.isTextual() && all.contains(node.textValue()),
                OF_TEXT,
                all);
    }

    private static Value text(String example, String allowed, Predicate<String> isAllowed) {
        return new Value(
                example,
                allowed,
                node -> node.isTextual() && isAllowed.test(node.textValue()),
                OF_TEXT,
                List.of());
    }

    /** Returns what to write instead of a condition that matches no value of this kind, or all. */
    Optional<String> flaw(JsonNode condition) {
        if (condition.isArray()) {
            return Optional.empty();
        }
        if (!condition.isObject()) {
            return literal.test(condition) ? Optional.empty() : Optional.of(allowed);
        }
        String operator = EventPattern.operator(condition);
        JsonNode operand = condition.path(operator);
        if (!LambdaSyntax.has(operator) || operator.equals("exists")) {
            return Optional.empty();
        }
        boolean possible =
                operators.contains(operator)
                        && (operator.equals("anything-but")
                                ? !LambdaSyntax.excludes(operand) || all(operand).allMatch(literal)
                                : matchesAny(operator, operand.asText()));
        return possible ? Optional.empty() : Optional.of(allowed);
    }

    private static Stream<JsonNode> all(JsonNode operand) {
        return operand.isArray()
                ? StreamSupport.stream(operand.spliterator(), false)
                : Stream.of(operand);
    }

    private boolean matchesAny(String operator, String operand) {
        return values.isEmpty()
                || values.stream()
                        .anyMatch(
                                value ->
                                        switch (operator) {
                                            case "prefix" -> value.startsWith(operand);
                                            case "suffix" -> value.endsWith(operand);
                                            default -> value.equalsIgnoreCase(operand);
                                        });
    }

    /**
     * Returns whether DynamoDB writes a number so: up to 38 digits, without leading or trailing
     * zeros.
     */
    private static boolean isNumber(String text) {
        try {
            var number = new BigDecimal(text).stripTrailingZeros();
            boolean plain = !text.toUpperCase(Locale.ROOT).contains("E");
            boolean shortEnough =
                    number.precision() <= 38 && Math.abs((long) number.scale()) <= 130;
            return shortEnough && (plain ? number.toPlainString().equals(text) : isFar(number));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /**
     * Returns whether a number may have an exponent: with fewer than 38 digits it is written in
     * full.
     */
    private static boolean isFar(BigDecimal number) {
        return Math.max(number.precision() - number.scale(), number.scale()) > 38;
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(Base64.getDecoder().decode(text))
                    .equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
