package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import dev.tablecast.local.stepfunctions.execution.Time;
import dev.tablecast.local.stepfunctions.execution.history.History;
import dev.tablecast.local.stepfunctions.execution.task.PendingTasks;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The state that all branches of one execution share.
 *
 * @param waitScale the factor for waits, from 0 to 1
 * @param pendingTasks the waiting tasks of all executions
 * @param children starts the child executions of distributed Maps
 * @param deadline the time at which the execution times out
 * @param context the part of the context object that is the same for all states
 * @param probe collects the data of a state under test; null in an execution
 */
record Run(
        ExecutionRequest request,
        ServiceIntegration integration,
        Time time,
        double waitScale,
        RandomGenerator random,
        History history,
        PendingTasks pendingTasks,
        ChildExecutions children,
        Instant deadline,
        ObjectNode context,
        @Nullable Probe probe) {}
