package dev.tablecast.local.stepfunctions.execution.task;

import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The tasks of all executions that wait for a call with their task token.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token">Wait
 *     for a callback with task token</a>
 */
public final class PendingTasks {
    private static final int TOKEN_BYTES = 96;
    private static final int MOST_ENDED = 10_000;

    private final Map<String, PendingTask> byToken = new HashMap<>();
    private final Set<String> ended = new LinkedHashSet<>();
    private final RandomGenerator random;

    /**
     * @param random the source of the tokens
     */
    public PendingTasks(RandomGenerator random) {
        this.random = random;
    }

    /** The result of a signal. */
    public enum Delivery {
        DELIVERED,
        /** The task has ended: it succeeded, failed, timed out or was stopped. */
        TASK_ENDED,
        /** No task has or had the token, or it has been forgotten. */
        UNKNOWN_TOKEN
    }

    /** Creates a task with a random token. */
    public synchronized PendingTask create() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var task = new PendingTask(Base64.getEncoder().encodeToString(bytes));
        byToken.put(task.token(), task);
        return task;
    }

    /**
     * Sends a signal to a task. The first success or failure ends the task; later signals are not
     * delivered.
     */
    public synchronized Delivery signal(String token, TaskSignal signal) {
        var task = byToken.get(token);
        if (task == null) {
            return ended.contains(token) ? Delivery.TASK_ENDED : Delivery.UNKNOWN_TOKEN;
        }
        switch (signal) {
            case TaskSignal.Succeeded succeeded -> end(token);
            case TaskSignal.Failed failed -> end(token);
            case TaskSignal.Started started -> {}
            case TaskSignal.Heartbeat heartbeat -> {}
        }
        task.signal(signal);
        return Delivery.DELIVERED;
    }

    /** Returns whether a task waits for calls with this token. */
    public synchronized boolean isWaiting(String token) {
        return byToken.containsKey(token);
    }

    /** Ends a task. The last 10,000 tokens of ended tasks are remembered. */
    public synchronized void end(String token) {
        if (byToken.remove(token) != null) {
            ended.add(token);
            if (ended.size() > MOST_ENDED) {
                ended.remove(ended.iterator().next());
            }
        }
    }
}
