package dev.tablecast.local.stepfunctions.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import org.jspecify.annotations.Nullable;

/**
 * A call of one attempt of a Task state.
 *
 * @param resource the {@code Resource} of the state
 * @param parameters the evaluated {@code Parameters} or {@code Arguments}; the input if the state
 *     has none
 * @param executionArn the execution of the state
 * @param roleArn the role that makes the call: from the state's {@code Credentials}, or that of the
 *     state machine
 * @param stateName the name of the state
 * @param retryCount 0 for the first attempt
 * @param taskToken the token of a task that a call with it ends; null for any other task
 */
public record TaskCall(
        TaskResource resource,
        JsonNode parameters,
        String executionArn,
        String roleArn,
        String stateName,
        int retryCount,
        @Nullable String taskToken) {}
