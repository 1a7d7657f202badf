package dev.tablecast.local.stepfunctions.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import java.util.List;

/** The services that Task states can call. Each execution has its own, which may be mocked. */
public interface ServiceIntegration {
    /**
     * Checks a resource when a state machine is created.
     *
     * @param resource the {@code Resource} of the Task, such as {@code
     *     arn:aws:states:::lambda:invoke}
     * @param parameters the {@code Parameters} or {@code Arguments} of the Task in the definition
     * @return the problems, each with the name of the resource or parameter; empty if the resource
     *     can be called
     */
    List<String> problems(String resource, JsonNode parameters);

    /**
     * Calls the service and waits for its response. It is called on a virtual thread, which is
     * interrupted when the state times out or its execution ends.
     *
     * @return the task's result
     * @throws FailureException with the error and cause of the state's failure
     */
    JsonNode call(TaskCall call) throws InterruptedException;

    /**
     * Calls the service for a task that a call with its token ends: a job, a callback or an
     * activity. It is called on a thread like that of {@link #call}.
     *
     * @throws FailureException with the error and cause of the state's failure
     */
    default TaskAnswer begin(TaskCall call) throws InterruptedException {
        return new TaskAnswer.Submitted(call(call), () -> {});
    }
}
