package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.path.Path;

/**
 * A whole number in a definition, such as seconds, items or iterations: a constant, a JSONPath or a
 * JSONata expression that is evaluated when the state runs.
 */
public sealed interface Amount {
    /** A constant, as in {@code "Seconds": 5}. */
    record Fixed(int value) implements Amount {}

    /**
     * A number that a path selects, as in {@code "SecondsPath": "$.delay"}.
     *
     * @param field the name of the field that contains the path, for error messages
     * @param least the smallest valid number
     * @param most the largest valid number
     */
    record At(String field, Path path, int least, int most) implements Amount {}

    /**
     * A number that a JSONata expression returns.
     *
     * @param least the smallest valid number
     * @param most the largest valid number
     */
    record Query(JsonataExpression expression, int least, int most) implements Amount {}
}
