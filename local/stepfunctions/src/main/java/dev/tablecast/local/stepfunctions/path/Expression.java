package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.FailureException;

/**
 * A value that is computed when a state runs: in JSONPath states what may stand where a field's
 * name ends in {@code .$}, a path or an intrinsic function; in JSONata states an expression of that
 * language.
 */
public interface Expression {
    /**
     * @throws PathNotFoundException where a definite path selects nothing
     * @throws FailureException where an intrinsic function fails
     */
    JsonNode evaluate(Scope scope);

    /**
     * Parses a path, if the text begins with {@code $}, or a call of an intrinsic function.
     *
     * @throws InvalidExpressionException where it is neither
     */
    static Expression parse(String text) {
        return text.startsWith("$") ? Path.parse(text) : IntrinsicParser.parse(text);
    }
}
