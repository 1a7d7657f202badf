package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The arguments of an intrinsic function's call. Each accessor checks the type of an argument.
 *
 * @param expressions the arguments in the definition
 * @param values the values that they evaluate to
 */
record Arguments(List<Expression> expressions, List<JsonNode> values) {
    private static final BigDecimal LEAST = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal GREATEST = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final int LONGEST_TEXT = 10_000;

    int count() {
        return values.size();
    }

    JsonNode value(int i) {
        return values.get(i);
    }

    ArrayNode array(int i) {
        if (values.get(i) instanceof ArrayNode array) {
            return array;
        }
        throw wrong(i, "an array");
    }

    ObjectNode object(int i) {
        if (values.get(i) instanceof ObjectNode object) {
            return object;
        }
        throw wrong(i, "a JSON object");
    }

    String text(int i) {
        if (values.get(i).isTextual()) {
            return values.get(i).textValue();
        }
        throw wrong(i, "a string");
    }

    /**
     * Returns a string of at most 10,000 characters, which is the limit of Base64 and hash
     * functions.
     */
    String shortText(int i) {
        var text = text(i);
        if (text.length() > LONGEST_TEXT) {
            throw wrong(i, "at most 10,000 characters long");
        }
        return text;
    }

    /** Returns a string. A literal keeps its escapes. */
    String rawText(int i) {
        return expressions.get(i) instanceof Literal literal && literal.raw() != null
                ? literal.raw()
                : text(i);
    }

    /**
     * Returns an integer of 32 bits. A fraction is rounded to the nearest integer, and half of one
     * upwards.
     */
    int integer(int i) {
        if (!values.get(i).isNumber()) {
            throw wrong(i, "a number");
        }
        var number = values.get(i).decimalValue();
        if (number.compareTo(LEAST) < 0 || number.compareTo(GREATEST) > 0) {
            throw wrong(i, "between " + LEAST + " and " + GREATEST);
        }
        return number.add(HALF).setScale(0, RoundingMode.FLOOR).intValue();
    }

    /**
     * Returns the error for an invalid argument.
     *
     * @param i the index of the argument
     * @param allowed the description of valid arguments
     */
    BadArgumentException wrong(int i, String allowed) {
        var found = Json.write(values.get(i));
        return new BadArgumentException(
                "argument "
                        + (i + 1)
                        + " must be "
                        + allowed
                        + ", not "
                        + (found.length() > 100 ? found.substring(0, 100) + "..." : found));
    }
}
