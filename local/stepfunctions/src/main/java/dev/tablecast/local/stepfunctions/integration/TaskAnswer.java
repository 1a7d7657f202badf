package dev.tablecast.local.stepfunctions.integration;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of the call of a task that has a token. */
public sealed interface TaskAnswer {
    /** The task is over: it was mocked. */
    record Finished(JsonNode result) implements TaskAnswer {}

    /**
     * The service has taken the call; the task's token ends it.
     *
     * @param response the service's answer to the call
     * @param abandon stops what the call has started, when nobody waits for it any more
     */
    record Submitted(JsonNode response, Runnable abandon) implements TaskAnswer {}
}
