package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.path.Expression;

/** A string, written out or computed when the state runs. */
public sealed interface Text {
    record Fixed(String value) implements Text {}

    /**
     * @param field which field has the expression, for messages
     */
    record Computed(String field, Expression expression) implements Text {}

    record Query(JsonataExpression expression) implements Text {}
}
