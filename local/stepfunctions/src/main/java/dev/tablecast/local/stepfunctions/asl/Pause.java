package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.path.Path;
import java.time.Instant;

/**
 * The duration of a Wait state, or the time at which it ends.
 *
 * @see <a href="https://states-language.net/spec.html#wait-state">ASL, Wait State</a>
 */
public sealed interface Pause {
    record For(Amount seconds) implements Pause {}

    record Until(Instant timestamp) implements Pause {}

    record UntilAt(Path path) implements Pause {}

    record UntilQuery(JsonataExpression expression) implements Pause {}
}
