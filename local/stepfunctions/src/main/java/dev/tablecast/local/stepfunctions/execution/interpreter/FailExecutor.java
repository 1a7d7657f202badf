package dev.tablecast.local.stepfunctions.execution.interpreter;

import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.Text;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.jsonata.ResultType;
import dev.tablecast.local.stepfunctions.path.Expression;
import dev.tablecast.local.stepfunctions.path.PathNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Runs Fail states.
 *
 * @see <a href="https://states-language.net/spec.html#fail-state">ASL, Fail State</a>
 */
final class FailExecutor {
    private FailExecutor() {}

    /** Returns the failure that the state ends its graph with. */
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
            case Text.Query(JsonataExpression expression) ->
                    expression
                            .evaluate(
                                    StateExecutor.queryScope(
                                            input, visit, ContextObject.NEVER_RETRIED),
                                    ResultType.STRING)
                            .textValue();
        };
    }

    private static String computed(
            String field, Expression expression, Payload input, Visit visit) {
        try {
            var value = expression.evaluate(visit.scope(input.json(), ContextObject.NEVER_RETRIED));
            if (value.isTextual()) {
                return value.textValue();
            }
            throw failed("The " + field + " must yield a string, not " + value, visit);
        } catch (PathNotFoundException e) {
            throw failed(e.notFound(field, input.json()), visit);
        } catch (FailureException e) {
            throw new FailureException(visit.locate(e.failure()));
        }
    }

    private static FailureException failed(String cause, Visit visit) {
        return new FailureException(visit.locate(Failure.runtime(cause)));
    }
}
