package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.path.Filter;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;

/** The items that a Map iterates over, unless it has a reader. */
public sealed interface Items {
    record At(Filter path) implements Items {}

    /** The input of a JSONata state. */
    record Input() implements Items {}

    record Query(JsonataExpression expression) implements Items {}

    /** An array or object that is written out, with expressions in it. */
    record Written(PayloadTemplate template) implements Items {}
}
