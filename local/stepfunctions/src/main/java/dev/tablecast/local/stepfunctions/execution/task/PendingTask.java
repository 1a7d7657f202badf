package dev.tablecast.local.stepfunctions.execution.task;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A task that waits for signals, which are queued until its state takes them. */
public final class PendingTask {
    private final String token;
    private final Queue<TaskSignal> signals = new ArrayDeque<>();
    private @Nullable CompletableFuture<TaskSignal> waiting;

    PendingTask(String token) {
        this.token = token;
    }

    /** Returns the task token. */
    public String token() {
        return token;
    }

    synchronized void signal(TaskSignal signal) {
        if (waiting == null) {
            signals.add(signal);
        } else {
            waiting.complete(signal);
            waiting = null;
        }
    }

    /** Returns the next signal. */
    synchronized Future<TaskSignal> next() {
        var there = signals.poll();
        if (there != null) {
            return CompletableFuture.completedFuture(there);
        }
        waiting = new CompletableFuture<>();
        return waiting;
    }
}
