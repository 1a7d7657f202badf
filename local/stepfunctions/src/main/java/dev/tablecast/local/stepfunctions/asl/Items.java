package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.path.Filter;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;

/**
 * The items that a Map without a reader iterates over.
 *
 * @see <a href="https://states-language.net/spec.html#map-state">ASL, Map State</a>
 */
public sealed interface Items {
    /** The array that {@code ItemsPath} selects. */
    record At(Filter path) implements Items {}

    /** The input of a JSONata state, which must be an array. */
    record Input() implements Items {}

    /** The array or object that a JSONata expression returns. */
    record Query(JsonataExpression expression) implements Items {}

    /** An array or object in the definition, which may contain expressions. */
    record Written(PayloadTemplate template) implements Items {}
}
