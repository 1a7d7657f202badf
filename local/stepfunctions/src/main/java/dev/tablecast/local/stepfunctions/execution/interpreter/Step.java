package dev.tablecast.local.stepfunctions.execution.interpreter;

import dev.tablecast.local.stepfunctions.asl.Transition;
import dev.tablecast.local.stepfunctions.execution.Payload;

/** The step after a state. */
sealed interface Step {
    Payload output();

    record GoTo(String state, Payload output) implements Step {}

    record Finish(Payload output) implements Step {}

    static Step along(Transition transition, Payload output) {
        return switch (transition) {
            case Transition.Next(String state) -> new GoTo(state, output);
            case Transition.End end -> new Finish(output);
        };
    }
}
