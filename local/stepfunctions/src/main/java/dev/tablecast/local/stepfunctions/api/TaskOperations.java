package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.execution.task.PendingTasks;
import dev.tablecast.local.stepfunctions.execution.task.TaskSignal;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.PayloadLimit;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.util.Map;

/** The actions for tasks, which are named by their task tokens. */
final class TaskOperations {
    private final PendingTasks pendingTasks;

    TaskOperations(PendingTasks pendingTasks) {
        this.pendingTasks = pendingTasks;
    }

    Map<String, Operation> all() {
        return Map.of(
                "SendTaskSuccess", this::success,
                "SendTaskFailure", this::failure,
                "SendTaskHeartbeat", this::heartbeat);
    }

    private JsonNode success(Parameters parameters) {
        var output = output(parameters.text("output"));
        return send(parameters, new TaskSignal.Succeeded(output));
    }

    private static JsonNode output(String text) {
        if (Json.utf8Length(text) > PayloadLimit.MOST_BYTES) {
            throw new RefusedException(
                    Code.VALIDATION,
                    "1 validation error detected: Value at 'output' failed to satisfy constraint:"
                            + " Member must have length less than or equal to "
                            + PayloadLimit.MOST_BYTES);
        }
        try {
            return Json.parse(text);
        } catch (MalformedJsonException e) {
            throw new RefusedException(
                    Code.INVALID_OUTPUT,
                    "Invalid Output: the output is not JSON: " + e.getMessage());
        }
    }

    private JsonNode failure(Parameters parameters) {
        var failure =
                new Failure(parameters.optionalText("error"), parameters.optionalText("cause"));
        return send(parameters, new TaskSignal.Failed(failure));
    }

    private JsonNode heartbeat(Parameters parameters) {
        return send(parameters, new TaskSignal.Heartbeat());
    }

    private JsonNode send(Parameters parameters, TaskSignal signal) {
        return switch (pendingTasks.signal(parameters.text("taskToken"), signal)) {
            case DELIVERED -> Json.object();
            case TASK_ENDED ->
                    throw new RefusedException(
                            Code.TASK_TIMED_OUT,
                            "Task Timed Out: 'Provided task does not exist anymore'");
            case UNKNOWN_TOKEN ->
                    throw new RefusedException(
                            Code.INVALID_TOKEN, "Invalid Token: 'Invalid token'");
        };
    }
}
