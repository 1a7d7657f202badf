package dev.tablecast.local.stepfunctions.execution.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.Failure;
import org.jspecify.annotations.Nullable;

/** A signal to a task, sent with its token. */
public sealed interface TaskSignal {
    /**
     * A worker has taken the task from its activity.
     *
     * @param workerName null if the worker gave none
     */
    record Started(@Nullable String workerName) implements TaskSignal {}

    /** The worker is still working on the task. */
    record Heartbeat() implements TaskSignal {}

    record Succeeded(JsonNode output) implements TaskSignal {}

    record Failed(Failure failure) implements TaskSignal {}
}
