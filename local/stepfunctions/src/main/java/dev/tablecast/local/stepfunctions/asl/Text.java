package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.path.Expression;

/**
 * A string in a definition: a constant, a JSONPath expression or a JSONata expression that is
 * evaluated when the state runs.
 */
public sealed interface Text {
    record Fixed(String value) implements Text {}

    /**
     * A string that a path or an intrinsic function returns.
     *
     * @param field the name of the field that contains the expression, for error messages
     */
    record Computed(String field, Expression expression) implements Text {}

    record Query(JsonataExpression expression) implements Text {}
}
