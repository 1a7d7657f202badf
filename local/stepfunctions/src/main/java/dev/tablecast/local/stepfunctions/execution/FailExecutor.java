package dev.tablecast.local.stepfunctions.execution;

import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.Text;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.path.Expression;
import dev.tablecast.local.stepfunctions.path.PathNotFoundException;
import org.jspecify.annotations.Nullable;

final class FailExecutor {
    private FailExecutor() {}

    static FailureException failure(State.Fail fail, Payload input, Visit visit) {
        return new FailureException(
                new Failure(text(fail.error(), input, visit), text(fail.cause(), input, visit)));
    }

    private static @Nullable String text(@Nullable Text text, Payload input, Visit visit) {
        return switch (text) {
            case null -> null;
            case Text.Fixed(String value) -> value;
            case Text.Computed(String field, Expression expression) ->
                    computed(field, expression, input, visit);
        };
    }

    private static String computed(
            String field, Expression expression, Payload input, Visit visit) {
        try {
            var value = expression.evaluate(visit.scope(input.json(), 0));
            if (value.isTextual()) {
                return value.textValue();
            }
            throw new FailureException(
                    ErrorNames.RUNTIME, "The " + field + " must yield a string, not " + value);
        } catch (PathNotFoundException e) {
            throw new FailureException(ErrorNames.RUNTIME, e.getMessage());
        }
    }
}
