package dev.tablecast.local.stepfunctions.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The clock of executions. Everything that waits, waits here. */
public interface Time {
    Instant now();

    void sleep(Duration duration) throws InterruptedException;

    /**
     * Waits for the result of a future, like {@link Future#get(long, TimeUnit)}.
     *
     * @throws TimeoutException if there is no result within the limit
     */
    <T> T await(Future<T> future, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException;

    /** Returns the system clock. */
    static Time system() {
        return SystemTime.INSTANCE;
    }
}
