package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.path.Path;

/** A number of seconds or iterations, written out or computed when the state runs. */
public sealed interface Amount {
    record Fixed(int value) implements Amount {}

    /**
     * @param field which field has the path, for messages
     */
    record At(String field, Path path, int least, int most) implements Amount {}

    record Query(JsonataExpression expression, int least, int most) implements Amount {}
}
