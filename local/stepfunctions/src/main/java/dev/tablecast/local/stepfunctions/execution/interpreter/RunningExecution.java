package dev.tablecast.local.stepfunctions.execution.interpreter;

import dev.tablecast.local.stepfunctions.execution.Ended;
import dev.tablecast.local.stepfunctions.failure.Failure;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A handle of an execution. */
public final class RunningExecution {
    private static final Failure NO_REASON = new Failure(null, null);

    private final Instant started;
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();
    private final AtomicReference<@Nullable Failure> abortReason = new AtomicReference<>();
    private final Thread thread;
    private final Checkpoint checkpoint;

    private RunningExecution(
            Instant started, Checkpoint checkpoint, Function<RunningExecution, Ended> work) {
        this.checkpoint = checkpoint;
        this.started = started;
        this.thread = Thread.ofVirtual().name("execution").unstarted(() -> run(work));
    }

    static RunningExecution start(
            Instant started, Checkpoint checkpoint, Function<RunningExecution, Ended> work) {
        var running = new RunningExecution(started, checkpoint, work);
        running.thread.start();
        return running;
    }

    private void run(Function<RunningExecution, Ended> work) {
        try {
            ended.complete(work.apply(this));
        } catch (Throwable e) {
            ended.completeExceptionally(e);
            throw e;
        }
    }

    /** Returns the progress from which a redrive continues. */
    Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Returns the time of the first start, before any redrive. */
    public Instant started() {
        return started;
    }

    /**
     * Returns a future of the execution's end, which completes after the last event has been
     * recorded.
     */
    public CompletableFuture<Ended> ended() {
        return ended.copy();
    }

    /** Stops the execution. Has no effect if it has ended; of several reasons, the first counts. */
    public void abort(Failure reason) {
        abortReason.compareAndSet(null, reason);
        thread.interrupt();
    }

    Failure abortReason() {
        var reason = abortReason.get();
        return reason == null ? NO_REASON : reason;
    }
}
