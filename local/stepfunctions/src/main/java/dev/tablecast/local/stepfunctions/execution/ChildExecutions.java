package dev.tablecast.local.stepfunctions.execution;

import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;

/** Starts the iterations of distributed Maps, which are executions of their own. */
@FunctionalInterface
public interface ChildExecutions {
    /**
     * @param integration what the parent's Task states call
     */
    RunningExecution start(ExecutionRequest request, ServiceIntegration integration);
}
