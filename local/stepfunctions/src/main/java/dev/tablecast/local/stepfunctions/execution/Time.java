package dev.tablecast.local.stepfunctions.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The time that executions live in: everything that waits, waits here. */
public interface Time {
    Instant now();

    void sleep(Duration duration) throws InterruptedException;

    /** The future's result, as {@link Future#get(long, TimeUnit)} has it. */
    <T> T await(Future<T> future, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException;

    /** The machine's own time. */
    static Time system() {
        return SystemTime.INSTANCE;
    }
}
