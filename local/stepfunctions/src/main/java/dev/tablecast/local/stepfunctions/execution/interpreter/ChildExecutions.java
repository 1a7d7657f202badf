package dev.tablecast.local.stepfunctions.execution.interpreter;

import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import dev.tablecast.local.stepfunctions.execution.map.RunningMap;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import org.jspecify.annotations.Nullable;

/** Starts the iterations of distributed Maps, which are executions of their own. */
@FunctionalInterface
public interface ChildExecutions {
    /**
     * @param integration what the parent's Task states call
     */
    RunningExecution start(ExecutionRequest request, ServiceIntegration integration);

    /**
     * Redrives an iteration that has failed.
     *
     * @return null where it can't be redriven, so that it must be started anew
     */
    default @Nullable RunningExecution redrive(String executionArn) {
        return null;
    }

    /** Takes note of a run of a Map. */
    default void note(RunningMap run) {}
}
