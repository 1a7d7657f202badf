package dev.tablecast.local.stepfunctions.execution.task;

import dev.tablecast.local.stepfunctions.execution.DeadlinePassedException;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.integration.TaskAnswer;
import dev.tablecast.local.stepfunctions.integration.TaskCall;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of a Task state, from its call to its end, with its history events.
 *
 * @see <a href="https://states-language.net/spec.html#task-state">ASL, Task State</a>
 */
public final class TaskRun {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);

    private final TaskCall call;
    private final TaskHost host;
    private final TaskEvents events;
    private final @Nullable Duration timeout;
    private final @Nullable Duration heartbeat;

    /**
     * @param timeout the maximum duration of the attempt; null for none
     * @param heartbeat the maximum time between two heartbeats; null for none
     */
    public TaskRun(
            TaskCall call,
            TaskHost host,
            @Nullable Duration timeout,
            @Nullable Duration heartbeat) {
        this.call = call;
        this.host = host;
        this.events = TaskEvents.of(call.resource(), host);
        this.timeout = timeout;
        this.heartbeat = heartbeat;
    }

    private interface Work {
        Payload result() throws InterruptedException, TimeoutException;
    }

    /**
     * Runs a task that ends with the response to its call.
     *
     * @throws FailureException if the call fails or times out
     */
    public Payload called(Payload parameters) throws InterruptedException {
        events.scheduled(parameters, timeout, heartbeat);
        events.started(null);
        return ended(
                () -> Payload.of(calling(() -> host.integration().call(call)), events.taskName()));
    }

    /**
     * Runs a task that ends with a call with its task token.
     *
     * @throws FailureException if the task fails or times out
     */
    public Payload awaited(PendingTask pending, Payload parameters) throws InterruptedException {
        // A call of an unknown activity fails before the task is scheduled.
        return call.resource() instanceof TaskResource.Activity
                ? awaitedActivity(pending, parameters)
                : awaitedService(pending, parameters);
    }

    private Payload awaitedService(PendingTask pending, Payload parameters)
            throws InterruptedException {
        var started = host.time().now();
        events.scheduled(parameters, timeout, heartbeat);
        events.started(null);
        return ended(
                () ->
                        switch (calling(() -> host.integration().begin(call))) {
                            case TaskAnswer.Finished finished -> {
                                var result = Payload.of(finished.result(), events.taskName());
                                events.submitted(result);
                                yield result;
                            }
                            case TaskAnswer.Submitted submitted -> {
                                var response = Payload.of(submitted.response(), events.taskName());
                                events.submitted(response);
                                yield result(pending, submitted, started, true);
                            }
                        });
    }

    private Payload awaitedActivity(PendingTask pending, Payload parameters)
            throws InterruptedException {
        var started = host.time().now();
        TaskAnswer answer;
        try {
            answer = calling(() -> host.integration().begin(call));
        } catch (TimeoutException e) {
            throw new IllegalStateException("Asking for an activity took too long", e);
        } catch (FailureException e) {
            if (!ErrorNames.RUNTIME.equals(e.failure().error())) {
                events.scheduled(parameters, timeout, heartbeat);
                events.started(null);
                leave(e.failure());
            }
            throw e;
        }
        events.scheduled(parameters, timeout, heartbeat);
        return ended(
                () ->
                        switch (answer) {
                            case TaskAnswer.Finished finished -> {
                                events.started(null);
                                yield Payload.of(finished.result(), events.taskName());
                            }
                            case TaskAnswer.Submitted submitted ->
                                    result(pending, submitted, started, false);
                        });
    }

    private Payload result(
            PendingTask pending,
            TaskAnswer.Submitted submitted,
            Instant started,
            boolean inProgress)
            throws InterruptedException {
        var awaited =
                new AwaitedTask(pending, host, events, timeout, heartbeat, started, inProgress);
        try {
            return Payload.of(awaited.result(), events.taskName());
        } catch (InterruptedException | RuntimeException e) {
            submitted.abandon().run();
            throw e;
        }
    }

    private Payload ended(Work work) throws InterruptedException {
        try {
            var result = work.result();
            events.succeeded(result);
            return result;
        } catch (TimeoutException e) {
            var failure = new Failure(ErrorNames.TIMEOUT, null);
            events.timedOut(failure);
            throw new FailureException(failure);
        } catch (FailureException e) {
            leave(e.failure());
            throw e;
        }
    }

    private void leave(Failure failure) {
        if (ErrorNames.isTimeout(failure.error())) {
            events.timedOut(failure);
        } else {
            events.failed(failure);
        }
    }

    /**
     * Runs the call on a thread of its own, which is interrupted when the task or the execution
     * times out.
     */
    private <T> T calling(Callable<T> work) throws InterruptedException, TimeoutException {
        var left = host.untilDeadline();
        boolean executionEndsFirst = timeout == null || timeout.compareTo(left) >= 0;
        var task = new FutureTask<>(work);
        Thread.ofVirtual().name("task " + call.stateName()).start(task);
        try {
            return host.time().await(task, executionEndsFirst ? left : timeout);
        } catch (TimeoutException e) {
            if (executionEndsFirst) {
                throw new DeadlinePassedException();
            }
            throw e;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            task.cancel(true);
        }
    }

    private FailureException failure(@Nullable Throwable cause) {
        if (cause instanceof FailureException failure) {
            return failure;
        }
        var resource = call.resource().text();
        LOG.atError()
                .setMessage("A service integration threw an unexpected exception")
                .addKeyValue("resource", resource)
                .setCause(cause)
                .log();
        return new FailureException(
                ErrorNames.RUNTIME,
                "The service integration for " + resource + " threw an unexpected exception.");
    }
}
