package dev.tablecast.local.stepfunctions.asl.choice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.json.Timestamps;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * The comparison operators of choice rules. Operands of another type than the operator's never
 * match.
 *
 * @see <a href="https://states-language.net/spec.html#choice-state">ASL, Data-test expression</a>
 */
public enum Comparison {
    STRING_EQUALS("StringEquals", Operand.STRING, c -> c == 0),
    STRING_LESS_THAN("StringLessThan", Operand.STRING, c -> c < 0),
    STRING_GREATER_THAN("StringGreaterThan", Operand.STRING, c -> c > 0),
    STRING_LESS_THAN_EQUALS("StringLessThanEquals", Operand.STRING, c -> c <= 0),
    STRING_GREATER_THAN_EQUALS("StringGreaterThanEquals", Operand.STRING, c -> c >= 0),
    STRING_MATCHES("StringMatches", Operand.PATTERN, c -> c == 0),
    NUMERIC_EQUALS("NumericEquals", Operand.NUMBER, c -> c == 0),
    NUMERIC_LESS_THAN("NumericLessThan", Operand.NUMBER, c -> c < 0),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Operand.NUMBER, c -> c > 0),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Operand.NUMBER, c -> c <= 0),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Operand.NUMBER, c -> c >= 0),
    BOOLEAN_EQUALS("BooleanEquals", Operand.BOOLEAN, c -> c == 0),
    TIMESTAMP_EQUALS("TimestampEquals", Operand.TIMESTAMP, c -> c == 0),
    TIMESTAMP_LESS_THAN("TimestampLessThan", Operand.TIMESTAMP, c -> c < 0),
    TIMESTAMP_GREATER_THAN("TimestampGreaterThan", Operand.TIMESTAMP, c -> c > 0),
    TIMESTAMP_LESS_THAN_EQUALS("TimestampLessThanEquals", Operand.TIMESTAMP, c -> c <= 0),
    TIMESTAMP_GREATER_THAN_EQUALS("TimestampGreaterThanEquals", Operand.TIMESTAMP, c -> c >= 0);

    /** A type of operand with its ordering, which is empty if one operand has another type. */
    private enum Operand {
        STRING("a string", Comparison::compareStrings),
        PATTERN("a string", Wildcards::compare),
        NUMBER("a number", Comparison::compareNumbers),
        BOOLEAN("true or false", Comparison::compareBooleans),
        TIMESTAMP("a timestamp such as 2026-01-31T12:00:00Z", Comparison::compareTimestamps);

        final String allowed;
        final BiFunction<JsonNode, JsonNode, Optional<Integer>> order;

        Operand(String allowed, BiFunction<JsonNode, JsonNode, Optional<Integer>> order) {
            this.allowed = allowed;
            this.order = order;
        }
    }

    private final String field;
    private final Operand operand;
    private final IntPredicate accepts;

    Comparison(String field, Operand operand, IntPredicate accepts) {
        this.field = field;
        this.operand = operand;
        this.accepts = accepts;
    }

    /** Returns whether the comparison of the two values is true. */
    public boolean holds(JsonNode value, JsonNode other) {
        return operand.order.apply(value, other).filter(accepts::test).isPresent();
    }

    /** Returns the operator of a field such as {@code NumericEquals}; empty for any other field. */
    public static Optional<Comparison> named(String field) {
        return Arrays.stream(values()).filter(c -> c.field.equals(field)).findFirst();
    }

    /**
     * Returns the operator of a field such as {@code NumericEqualsPath}, which takes its right
     * operand from a path; empty for any other field.
     */
    public static Optional<Comparison> namedWithPath(String field) {
        return Arrays.stream(values())
                .filter(c -> c.operand != Operand.PATTERN && field.equals(c.field + "Path"))
                .findFirst();
    }

    /** Returns the names of all operators, including the {@code ...Path} variants. */
    public static Stream<String> fields() {
        return Arrays.stream(values())
                .flatMap(
                        c ->
                                c.operand == Operand.PATTERN
                                        ? Stream.of(c.field)
                                        : Stream.of(c.field, c.field + "Path"));
    }

    /** Returns whether a constant has the operator's type. */
    public boolean takes(JsonNode constant) {
        return operand.order.apply(constant, constant).isPresent();
    }

    /** Returns a description of the operator's type, for error messages. */
    public String allowed() {
        return operand.allowed;
    }

    private static Optional<Integer> compareStrings(JsonNode a, JsonNode b) {
        return a.isTextual() && b.isTextual()
                ? Optional.of(a.textValue().compareTo(b.textValue()))
                : Optional.empty();
    }

    private static Optional<Integer> compareNumbers(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber()
                ? Optional.of(a.decimalValue().compareTo(b.decimalValue()))
                : Optional.empty();
    }

    private static Optional<Integer> compareBooleans(JsonNode a, JsonNode b) {
        return a.isBoolean() && b.isBoolean()
                ? Optional.of(Boolean.compare(a.booleanValue(), b.booleanValue()))
                : Optional.empty();
    }

    private static Optional<Integer> compareTimestamps(JsonNode a, JsonNode b) {
        return Timestamps.parse(a)
                .flatMap(left -> Timestamps.parse(b).map(right -> left.compareTo(right)));
    }
}
