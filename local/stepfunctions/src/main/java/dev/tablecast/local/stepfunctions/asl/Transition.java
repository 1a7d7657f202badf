package dev.tablecast.local.stepfunctions.asl;

/** {@code "Next": "..."} or {@code "End": true}. */
public sealed interface Transition {
    Transition END = new End();

    record Next(String state) implements Transition {}

    record End() implements Transition {}
}
