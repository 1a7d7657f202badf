package dev.tablecast.local.stepfunctions.execution;

import dev.tablecast.local.stepfunctions.asl.Definition;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;

/**
 * An execution to run; the fields besides definition and input are what the context object shows.
 */
public record ExecutionRequest(
        String executionArn,
        String name,
        String roleArn,
        String stateMachineArn,
        String stateMachineName,
        WorkflowType type,
        Definition definition,
        Payload input) {}
