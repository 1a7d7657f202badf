package dev.tablecast.local.stepfunctions.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a Task state.
 *
 * @param resource the state's {@code Resource}
 * @param parameters what its {@code Parameters} came to, or its input where it has none
 * @param executionArn the execution that the state runs in
 * @param roleArn the role in whose name the call is made: of the state's {@code Credentials}, or of
 *     its state machine
 * @param stateName the state's name
 * @param retryCount 0 for the first attempt
 * @param taskToken what ends the task; null where the call itself does
 */
public record TaskCall(
        TaskResource resource,
        JsonNode parameters,
        String executionArn,
        String roleArn,
        String stateName,
        int retryCount,
        @Nullable String taskToken) {}
