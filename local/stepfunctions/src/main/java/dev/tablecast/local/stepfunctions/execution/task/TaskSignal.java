package dev.tablecast.local.stepfunctions.execution.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.Failure;
import org.jspecify.annotations.Nullable;

/** A message from whoever works on a task, sent with the task's token. */
public sealed interface TaskSignal {
    /**
     * A worker has taken the task of an activity.
     *
     * @param workerName null where it gave none
     */
    record Started(@Nullable String workerName) implements TaskSignal {}

    /** The task is still being worked on. */
    record Heartbeat() implements TaskSignal {}

    record Succeeded(JsonNode output) implements TaskSignal {}

    record Failed(Failure failure) implements TaskSignal {}
}
