package dev.tablecast.local.stepfunctions.asl;

/**
 * The transition to another state, {@code "Next": "..."}, or to the end, {@code "End": true}.
 *
 * @see <a href="https://states-language.net/spec.html#transition">ASL, Transitions</a>
 */
public sealed interface Transition {
    Transition END = new End();

    record Next(String state) implements Transition {}

    record End() implements Transition {}
}
