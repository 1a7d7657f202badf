package dev.tablecast.local.stepfunctions.execution;

import dev.tablecast.local.stepfunctions.asl.Definition;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import org.jspecify.annotations.Nullable;

/**
 * An execution to run; the fields besides definition and input are what the context object shows.
 *
 * @param mapRunArn the run of a distributed Map that it is an iteration of; null for any other
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
