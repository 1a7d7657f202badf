package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.FailureException;

/**
 * A value that is computed when a state runs. In JSONPath states it is a path or an intrinsic
 * function, in a field whose name ends in {@code .$}; in JSONata states it is a JSONata expression.
 */
public interface Expression {
    /**
     * Returns the value.
     *
     * @throws PathNotFoundException if a definite path selects nothing
     * @throws FailureException if an intrinsic function or a JSONata expression fails
     */
    JsonNode evaluate(Scope scope);

    /**
     * Parses a path, if the text starts with {@code $}, or a call of an intrinsic function.
     *
     * @throws InvalidExpressionException if it is neither
     */
    static Expression parse(String text) {
        return text.startsWith("$") ? Path.parse(text) : IntrinsicParser.parse(text);
    }
}
