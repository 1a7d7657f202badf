package dev.tablecast.local.stepfunctions.integration;

import com.fasterxml.jackson.databind.JsonNode;

/** The result of the call of a task with a token. */
public sealed interface TaskAnswer {
    /** The task has ended, because it is mocked. */
    record Finished(JsonNode result) implements TaskAnswer {}

    /**
     * The service accepted the call. A call with the task's token ends the task.
     *
     * @param response the service's response
     * @param abandon stops the work when the task has ended without it, for example by a timeout
     */
    record Submitted(JsonNode response, Runnable abandon) implements TaskAnswer {}
}
