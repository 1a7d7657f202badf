package dev.tablecast.local.stepfunctions.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import java.util.List;

/**
 * What Task states can call. Each execution has its own, so an execution can be given mocked ones.
 */
public interface ServiceIntegration {
    /**
     * Asked when a state machine is created, so that what can't be called is refused then.
     *
     * @param resource the Task's {@code Resource}, such as {@code arn:aws:states:::lambda:invoke}
     * @param parameters the Task's {@code Parameters} as written, not evaluated
     * @return what is wrong, naming it; empty where the resource can be called
     */
    List<String> problems(String resource, JsonNode parameters);

    /**
     * Calls the service and waits for its answer. Runs on a virtual thread of its own, which is
     * interrupted when the state times out or its execution ends.
     *
     * @return the task's result
     * @throws FailureException with the error and cause that the state fails with
     */
    JsonNode call(TaskCall call) throws InterruptedException;

    /**
     * Calls the service for a task that goes on after the call, until its token ends it: a job, a
     * callback or an activity. Runs on a thread like {@link #call}.
     *
     * @throws FailureException with the error and cause that the state fails with
     */
    default TaskAnswer begin(TaskCall call) throws InterruptedException {
        return new TaskAnswer.Submitted(call(call), () -> {});
    }
}
