package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.Amount;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.integration.TaskCall;
import dev.tablecast.local.stepfunctions.path.Scope;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class TaskExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(TaskExecutor.class);

    private TaskExecutor() {}

    static Step execute(State.Task task, Payload input, Visit visit) throws InterruptedException {
        return Attempts.run(
                task.errors(), input, visit, retryCount -> attempt(task, input, visit, retryCount));
    }

    private static Step attempt(State.Task task, Payload input, Visit visit, int retryCount)
            throws InterruptedException {
        var parameters = StateExecutor.parameters(task.data(), input, visit, retryCount);
        var scope = limitScope(task, visit, input, retryCount);
        var timeout = seconds(task.timeout().seconds(), scope);
        var heartbeat = seconds(task.timeout().heartbeatSeconds(), scope);
        var events = TaskEvents.of(task.resource(), visit.branch());
        events.scheduled(parameters, timeout, heartbeat);
        events.started();
        var call =
                new TaskCall(
                        task.resource(),
                        parameters.json(),
                        visit.branch().run().request().executionArn(),
                        visit.branch().run().request().roleArn(),
                        task.name(),
                        retryCount);
        var result = result(call, timeout, visit, events);
        return Step.along(
                task.transition(),
                StateExecutor.output(task.data(), input, result.json(), visit, retryCount));
    }

    private static Scope limitScope(State.Task task, Visit visit, Payload input, int retryCount) {
        var scope = visit.scope(input.json(), retryCount);
        return scope.with(task.data().inputPath().apply(scope));
    }

    private static @Nullable Duration seconds(@Nullable Amount amount, Scope scope) {
        return amount == null ? null : Duration.ofSeconds(Amounts.resolve(amount, scope));
    }

    private static Payload result(
            TaskCall call, @Nullable Duration timeout, Visit visit, TaskEvents events)
            throws InterruptedException {
        try {
            var result = Payload.of(call(call, timeout, visit.branch()), events.taskName());
            events.succeeded(result);
            return result;
        } catch (TimeoutException e) {
            var failure = new Failure(ErrorNames.TIMEOUT, null);
            events.timedOut(failure);
            throw new FailureException(failure);
        } catch (FailureException e) {
            events.failed(e.failure());
            throw e;
        }
    }

    /** Whatever the task does, it can't hold the branch for longer than it may take. */
    private static JsonNode call(TaskCall call, @Nullable Duration timeout, Branch branch)
            throws InterruptedException, TimeoutException {
        var left = branch.untilDeadline();
        boolean executionEndsFirst = timeout == null || timeout.compareTo(left) >= 0;
        var task = new FutureTask<JsonNode>(() -> branch.run().integration().call(call));
        Thread.ofVirtual().name("task " + call.stateName()).start(task);
        try {
            return branch.run().time().await(task, executionEndsFirst ? left : timeout);
        } catch (TimeoutException e) {
            if (executionEndsFirst) {
                throw new DeadlinePassedException();
            }
            throw e;
        } catch (ExecutionException e) {
            throw failure(call, e.getCause());
        } finally {
            task.cancel(true);
        }
    }

    private static FailureException failure(TaskCall call, @Nullable Throwable cause) {
        if (cause instanceof FailureException failure) {
            return failure;
        }
        LOG.atError()
                .setMessage("A service integration broke")
                .addKeyValue("resource", call.resource())
                .setCause(cause)
                .log();
        return new FailureException(
                ErrorNames.RUNTIME, "The service integration for " + call.resource() + " broke.");
    }
}
