package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.Amount;
import dev.tablecast.local.stepfunctions.asl.Pause;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.Timestamps;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.path.Path;
import dev.tablecast.local.stepfunctions.path.PathNotFoundException;
import dev.tablecast.local.stepfunctions.path.Scope;
import java.time.Duration;
import java.time.Instant;

final class WaitExecutor {
    private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE);

    private WaitExecutor() {}

    static Step execute(State.Wait state, Payload input, Visit visit) throws InterruptedException {
        var scope = visit.scope(input.json(), ContextObject.NEVER_RETRIED);
        var filtered = scope.with(state.inputPath().apply(scope));
        var pause = duration(state.pause(), filtered, visit.branch().now());
        if (pause.compareTo(LONGEST) > 0) {
            throw new FailureException(ErrorNames.RUNTIME, "Wait state delay is too long.");
        }
        if (pause.isPositive()) {
            visit.branch().sleep(pause);
        }
        var output = StateExecutor.filter(state.inputPath(), state.outputPath(), input, visit);
        visit.assign(state.assign(), filtered);
        return Step.along(state.transition(), output);
    }

    private static Duration duration(Pause pause, Scope scope, Instant now) {
        return switch (pause) {
            case Pause.For(Amount seconds) -> Duration.ofSeconds(Amounts.resolve(seconds, scope));
            case Pause.Until(Instant timestamp) -> Duration.between(now, timestamp);
            case Pause.UntilAt(Path path) -> Duration.between(now, timestamp(path, scope));
        };
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
