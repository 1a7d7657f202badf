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
 * What all branches of one execution share.
 *
 * @param waitScale what a wait is multiplied with before anything really sleeps, from 0 to 1
 * @param pendingTasks the tasks that wait for their tokens, of all executions
 * @param children starts the iterations of distributed Maps
 * @param deadline when the execution times out
 * @param context the part of the context object that stays the same
 * @param probe sees the data of a state that is tested; null in an execution
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
