package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.json.Json;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * What {@code $$} shows.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html">Context
 *     object</a>
 */
final class ContextObject {
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private ContextObject() {}

    /** The part that stays the same while an execution runs. */
    static ObjectNode of(ExecutionRequest request, Instant startTime) {
        var context = Json.object();
        context.putObject("Execution")
                .put("Id", request.executionArn())
                .put("Name", request.name())
                .put("RoleArn", request.roleArn())
                .put("StartTime", MILLISECONDS.format(startTime))
                .put("RedriveCount", 0)
                .set("Input", request.input().json());
        context.putObject("StateMachine")
                .put("Id", request.stateMachineArn())
                .put("Name", request.stateMachineName());
        return context;
    }

    static ObjectNode of(Visit visit, int retryCount) {
        var context = Json.object();
        context.setAll(visit.branch().run().context());
        context.putObject("State")
                .put("EnteredTime", MILLISECONDS.format(visit.enteredTime()))
                .put("Name", visit.stateName())
                .put("RetryCount", retryCount);
        var item = visit.branch().item();
        if (item != null) {
            context.putObject("Map")
                    .putObject("Item")
                    .put("Index", item.index())
                    .set("Value", item.value());
        }
        return context;
    }
}
