package dev.tablecast.local.stepfunctions.integration;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One attempt of a Task state.
 *
 * @param resource the state's {@code Resource}
 * @param parameters what its {@code Parameters} came to, or its input where it has none
 * @param executionArn the execution that the state runs in
 * @param roleArn the role of its state machine, in whose name the call is made
 * @param stateName the state's name
 * @param retryCount 0 for the first attempt
 */
public record TaskCall(
        String resource,
        JsonNode parameters,
        String executionArn,
        String roleArn,
        String stateName,
        int retryCount) {}
