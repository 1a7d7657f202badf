package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.Amount;
import dev.tablecast.local.stepfunctions.asl.Pause;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.execution.Amounts;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.failure.QueryEvaluationException;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.Timestamps;
import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.jsonata.ResultType;
import dev.tablecast.local.stepfunctions.path.Path;
import dev.tablecast.local.stepfunctions.path.PathNotFoundException;
import dev.tablecast.local.stepfunctions.path.Scope;
import java.time.Duration;
import java.time.Instant;

/**
 * Runs Wait states.
 *
 * @see <a href="https://states-language.net/spec.html#wait-state">ASL, Wait State</a>
 */
final class WaitExecutor {
    private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE);

    private WaitExecutor() {}

    static Step execute(State.Wait state, Payload input, Visit visit) throws InterruptedException {
        var scope = StateExecutor.scope(state.data(), input, visit, ContextObject.NEVER_RETRIED);
        var pause = duration(state.pause(), scope, visit.branch().now());
        if (pause.compareTo(LONGEST) > 0) {
            throw new FailureException(ErrorNames.RUNTIME, "Wait state delay is too long.");
        }
        if (pause.isPositive()) {
            visit.branch().sleep(pause);
        }
        return Step.along(state.transition(), StateExecutor.passedOn(state.data(), input, visit));
    }

    private static Duration duration(Pause pause, Scope scope, Instant now) {
        return switch (pause) {
            case Pause.For(Amount seconds) -> Duration.ofSeconds(Amounts.resolve(seconds, scope));
            case Pause.Until(Instant timestamp) -> Duration.between(now, timestamp);
            case Pause.UntilAt(Path path) -> Duration.between(now, timestamp(path, scope));
            case Pause.UntilQuery(JsonataExpression expression) ->
                    Duration.between(now, timestamp(expression, scope));
        };
    }

    private static Instant timestamp(JsonataExpression expression, Scope scope) {
        var value = expression.evaluate(scope, ResultType.STRING);
        return Timestamps.parse(value)
                .orElseThrow(
                        () ->
                                new QueryEvaluationException(
                                        expression.field(),
                                        "The Timestamp field cannot be parsed as an ISO-8601"
                                                + " extended offset date-time format string: "
                                                + value.textValue()));
    }

    private static Instant timestamp(Path path, Scope scope) {
        JsonNode value;
        try {
            value = path.evaluate(scope);
        } catch (PathNotFoundException e) {
            throw new FailureException(ErrorNames.RUNTIME, e.getMessage());
        }
        return Timestamps.parse(value)
                .orElseThrow(
                        () ->
                                new FailureException(
                                        ErrorNames.RUNTIME,
                                        "The TimestampPath parameter does not reference a valid"
                                                + " ISO-8601 extended offset date-time format"
                                                + " string: "
                                                + path
                                                + " == "
                                                + (value.isTextual()
                                                        ? value.textValue()
                                                        : Json.write(value))));
    }
}
