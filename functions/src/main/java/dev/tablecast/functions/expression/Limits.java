package dev.tablecast.functions.expression;

import dev.tablecast.functions.expression.ExpressionException.Part;
import java.nio.charset.StandardCharsets;

/** The bounds of an expression and of what comes with it, far within DynamoDB's. */
public final class Limits {
    /** The largest size of an expression in UTF-8. */
    public static final int EXPRESSION_BYTES = 1_024;

    /** The largest number of document paths and values that an expression names. */
    public static final int OPERANDS = 32;

    /** The deepest nesting of an expression, of a document path and of a value. */
    public static final int DEPTH = 8;

    /** The largest size of all names of an expression, placeholders included. */
    public static final int NAMES_BYTES = 2_048;

    /** The largest size of all values of an expression as JSON, placeholders included. */
    public static final int VALUES_BYTES = 4_096;

    private Limits() {}

    static void checkLength(String expression) {
        int found = bytes(expression);
        if (found > EXPRESSION_BYTES) {
            throw new ExpressionException(
                    Part.FILTER,
                    "the expression has %,d bytes; it may have %,d"
                            .formatted(found, EXPRESSION_BYTES));
        }
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
