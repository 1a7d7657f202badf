package dev.tablecast.local.stepfunctions.execution;

import dev.tablecast.local.stepfunctions.asl.Definition;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import org.jspecify.annotations.Nullable;

/**
 * The request for an execution. The context object shows all of it but the definition and the Map
 * Run.
 *
 * @param roleArn the role of the state machine; null if there is none, in the test of a state
 * @param mapRunArn the Map Run that the execution is an iteration of; null for any other execution
 */
public record ExecutionRequest(
        String executionArn,
        String name,
        @Nullable String roleArn,
        String stateMachineArn,
        String stateMachineName,
        WorkflowType type,
        Definition definition,
        Payload input,
        @Nullable String mapRunArn) {}
