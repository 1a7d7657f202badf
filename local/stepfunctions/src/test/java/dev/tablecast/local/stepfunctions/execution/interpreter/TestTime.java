package dev.tablecast.local.stepfunctions.execution.interpreter;

import dev.tablecast.local.stepfunctions.execution.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A clock that stands still, except for tasks that hang or are silent: those time out immediately.
 */
final class TestTime implements Time {
    static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final Semaphore hanging = new Semaphore(0);
    private final Semaphore silent = new Semaphore(0);
    private volatile Instant now = START;

    /** Blocks the calling task until it is interrupted. */
    void hang() throws InterruptedException {
        hanging.release();
        new Semaphore(0).acquire();
    }

    /** Lets the next wait for a signal time out. */
    void silence() {
        silent.release();
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        now = now.plus(duration);
    }

    @Override
    public <T> T await(Future<T> future, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        // A branch that fails meanwhile comes first: it interrupts this one.
        for (int millis = 0; ; millis++) {
            try {
                return future.get(1, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (millis < 50) {
                    continue;
                }
                // A call is a FutureTask, a signal a CompletableFuture.
                if ((future instanceof CompletableFuture ? silent : hanging).tryAcquire()) {
                    now = now.plus(limit);
                    throw e;
                }
            }
        }
    }
}
