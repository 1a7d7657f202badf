package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import dev.tablecast.local.stepfunctions.json.Json;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Builds the context object, {@code $$} or {@code $states.context}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html">Context
 *     object</a>
 */
final class ContextObject {
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** The retry count of states that have no Retry, whose context object shows none. */
    static final int NEVER_RETRIED = -1;

    private ContextObject() {}

    /** Returns the part that is the same for all states of an execution. */
    static ObjectNode of(ExecutionRequest request, Instant startTime, @Nullable Redriven redriven) {
        var context = Json.object();
        var execution = context.putObject("Execution");
        execution
                .put("Id", request.executionArn())
                .<ObjectNode>set("Input", request.input().json())
                .put("StartTime", MILLISECONDS.format(startTime))
                .put("Name", request.name())
                .put("RoleArn", request.roleArn())
                .put("RedriveCount", redriven == null ? 0 : redriven.count());
        if (redriven != null) {
            execution.put("RedriveTime", MILLISECONDS.format(redriven.time()));
        }
        context.putObject("StateMachine")
                .put("Id", request.stateMachineArn())
                .put("Name", request.stateMachineName());
        return context;
    }

    /** Returns the context object of a state. */
    static ObjectNode of(Visit visit, int retryCount) {
        var probe = visit.branch().run().probe();
        if (probe != null && probe.context() != null) {
            return probe.context();
        }
        var context = Json.object();
        context.setAll(visit.branch().run().context());
        var state =
                context.putObject("State")
                        .put("Name", visit.stateName())
                        .put("EnteredTime", MILLISECONDS.format(visit.enteredTime()));
        if (retryCount != NEVER_RETRIED) {
            state.put("RetryCount", retryCount);
        }
        if (visit.taskToken() != null) {
            context.putObject("Task").put("Token", visit.taskToken());
        }
        var item = visit.branch().item();
        if (item != null) {
            var shown = context.putObject("Map").putObject("Item").put("Index", item.index());
            if (item.key() != null) {
                shown.put("Key", item.key());
            }
            shown.<ObjectNode>set("Value", item.value()).put("Source", item.source());
        }
        return context;
    }
}
