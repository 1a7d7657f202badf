package dev.tablecast.local.stepfunctions.execution.interpreter;

import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import dev.tablecast.local.stepfunctions.execution.map.RunningMap;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import org.jspecify.annotations.Nullable;

/** Starts the child executions of distributed Maps. */
@FunctionalInterface
public interface ChildExecutions {
    /**
     * Starts a child execution.
     *
     * @param integration the services that the parent's Task states call
     */
    RunningExecution start(ExecutionRequest request, ServiceIntegration integration);

    /**
     * Redrives a failed child execution.
     *
     * @return null if it can't be redriven, so that a new one must be started
     */
    default @Nullable RunningExecution redrive(String executionArn) {
        return null;
    }

    /** Registers a Map Run. */
    default void note(RunningMap run) {}
}
