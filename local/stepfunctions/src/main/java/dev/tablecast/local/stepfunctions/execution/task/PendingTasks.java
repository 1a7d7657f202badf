package dev.tablecast.local.stepfunctions.execution.task;

import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The tasks of all executions that wait for somebody who has their token. */
public final class PendingTasks {
    private static final int TOKEN_BYTES = 96;
    private static final int MOST_ENDED = 10_000;

    private final Map<String, PendingTask> byToken = new HashMap<>();
    private final Set<String> ended = new LinkedHashSet<>();
    private final RandomGenerator random;

    public PendingTasks(RandomGenerator random) {
        this.random = random;
    }

    /** What there is under a token. */
    public enum Delivery {
        DELIVERED,
        /** The task has ended: it has been answered already, or it timed out, or was stopped. */
        TASK_ENDED,
        UNKNOWN_TOKEN
    }

    public synchronized PendingTask create() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var task = new PendingTask(Base64.getEncoder().encodeToString(bytes));
        byToken.put(task.token(), task);
        return task;
    }

    /** Tells a task something; what ends it is the last thing that it is told. */
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

    /** Whether a task still waits for this token. */
    public synchronized boolean isWaiting(String token) {
        return byToken.containsKey(token);
    }

    /** Ends a task that nobody waits for any more; its token is remembered for a while. */
    public synchronized void end(String token) {
        if (byToken.remove(token) != null) {
            ended.add(token);
            if (ended.size() > MOST_ENDED) {
                ended.remove(ended.iterator().next());
            }
        }
    }
}
