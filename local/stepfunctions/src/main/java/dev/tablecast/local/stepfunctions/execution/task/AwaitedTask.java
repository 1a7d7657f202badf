package dev.tablecast.local.stepfunctions.execution.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.execution.DeadlinePassedException;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the signals that end a task with a token, up to its timeout and heartbeat timeout.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#wait-token-hearbeat">Heartbeat
 *     timeout for a waiting task</a>
 */
final class AwaitedTask {
    private final PendingTask task;
    private final TaskHost host;
    private final TaskEvents events;
    private final @Nullable Duration heartbeat;
    private final @Nullable Instant timeoutAt;
    private @Nullable Instant silentAt;

    /**
     * @param timeout the maximum duration; null for none
     * @param heartbeat the maximum time between two heartbeats; null for none
     * @param started the time at which the task was scheduled
     * @param inProgress whether the work has started, so that heartbeats are expected
     */
    AwaitedTask(
            PendingTask task,
            TaskHost host,
            TaskEvents events,
            @Nullable Duration timeout,
            @Nullable Duration heartbeat,
            Instant started,
            boolean inProgress) {
        this.task = task;
        this.host = host;
        this.events = events;
        this.heartbeat = heartbeat;
        this.timeoutAt = timeout == null ? null : started.plus(timeout);
        if (inProgress) {
            heartbeatSeen();
        }
    }

    /**
     * Waits for the result.
     *
     * @throws FailureException the failure that was sent, {@code States.Timeout} or {@code
     *     States.HeartbeatTimeout}
     * @throws DeadlinePassedException if the execution times out first
     */
    JsonNode result() throws InterruptedException {
        while (true) {
            switch (next()) {
                case TaskSignal.Started(String workerName) -> {
                    events.started(workerName);
                    heartbeatSeen();
                }
                case TaskSignal.Heartbeat seen -> heartbeatSeen();
                case TaskSignal.Succeeded(JsonNode output) -> {
                    return output;
                }
                case TaskSignal.Failed(Failure failure) -> throw new FailureException(failure);
            }
        }
    }

    private void heartbeatSeen() {
        silentAt = heartbeat == null ? null : now().plus(heartbeat);
    }

    private TaskSignal next() throws InterruptedException {
        var limit = host.untilDeadline();
        var passed = (RuntimeException) new DeadlinePassedException();
        if (timeoutAt != null && until(timeoutAt).compareTo(limit) < 0) {
            limit = until(timeoutAt);
            passed = new FailureException(new Failure(ErrorNames.TIMEOUT, null));
        }
        if (silentAt != null && until(silentAt).compareTo(limit) < 0) {
            limit = until(silentAt);
            passed = new FailureException(new Failure(ErrorNames.HEARTBEAT_TIMEOUT, null));
        }
        try {
            return host.time().await(task.next(), limit.isNegative() ? Duration.ZERO : limit);
        } catch (TimeoutException e) {
            throw passed;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A signal can't fail", e);
        }
    }

    private Duration until(Instant time) {
        return Duration.between(now(), time);
    }

    private Instant now() {
        return host.time().now();
    }
}
