package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.Amount;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.execution.Amounts;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.task.PendingTask;
import dev.tablecast.local.stepfunctions.execution.task.TaskRun;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.integration.TaskCall;
import dev.tablecast.local.stepfunctions.path.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs Task states, attempt by attempt.
 *
 * @see <a href="https://states-language.net/spec.html#task-state">ASL, Task State</a>
 */
final class TaskExecutor {
    private final State.Task task;
    private final Payload input;
    private final Visit visit;
    private final int retryCount;

    private TaskExecutor(State.Task task, Payload input, Visit visit, int retryCount) {
        this.task = task;
        this.input = input;
        this.visit = visit;
        this.retryCount = retryCount;
    }

    /** Runs one attempt, without retries and catchers. */
    static Step once(State.Task task, Payload input, Visit visit, int retryCount)
            throws InterruptedException {
        return attempt(task, input, visit, retryCount);
    }

    static Step execute(State.Task task, Payload input, Visit visit) throws InterruptedException {
        return Attempts.run(
                task.errors(), input, visit, retryCount -> attempt(task, input, visit, retryCount));
    }

    private static Step attempt(State.Task task, Payload input, Visit visit, int retryCount)
            throws InterruptedException {
        if (!task.resource().isAwaited()) {
            return new TaskExecutor(task, input, visit, retryCount).attempt(null);
        }
        var pendingTasks = visit.branch().run().pendingTasks();
        var pending = pendingTasks.create();
        try {
            var withToken = visit.withTaskToken(pending.token());
            return new TaskExecutor(task, input, withToken, retryCount).attempt(pending);
        } finally {
            pendingTasks.end(pending.token());
        }
    }

    /**
     * Runs an attempt.
     *
     * @param pending the task that waits for its token; null for a task that ends with the response
     */
    private Step attempt(@Nullable PendingTask pending) throws InterruptedException {
        var parameters = StateExecutor.parameters(task.data(), input, visit, retryCount);
        var filtered = StateExecutor.scope(task.data(), input, visit, retryCount);
        var timeout = seconds(task.timeout().seconds(), filtered);
        var heartbeat = seconds(task.timeout().heartbeatSeconds(), filtered);
        var run = new TaskRun(call(parameters, filtered), visit.branch(), timeout, heartbeat);
        var result = pending == null ? run.called(parameters) : run.awaited(pending, parameters);
        visit.see("result", result.json());
        return Step.along(
                task.transition(),
                StateExecutor.output(task.data(), input, result.json(), visit, retryCount));
    }

    private TaskCall call(Payload parameters, Scope scope) {
        var request = visit.branch().run().request();
        return new TaskCall(
                task.resource(),
                parameters.json(),
                request.executionArn(),
                task.credentials() == null
                        ? request.roleArn()
                        : role(task.credentials().evaluate(scope)),
                task.name(),
                retryCount,
                visit.taskToken());
    }

    private static String role(JsonNode credentials) {
        var role = credentials.path("RoleArn");
        if (role.isTextual()) {
            return role.textValue();
        }
        throw new FailureException(
                Failure.runtime("The RoleArn of the Credentials must be a string, not " + role));
    }

    private static @Nullable Duration seconds(@Nullable Amount amount, Scope scope) {
        return amount == null ? null : Duration.ofSeconds(Amounts.resolve(amount, scope));
    }
}
