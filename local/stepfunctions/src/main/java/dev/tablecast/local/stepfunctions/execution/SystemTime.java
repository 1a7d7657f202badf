package dev.tablecast.local.stepfunctions.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The system clock. */
enum SystemTime implements Time {
    INSTANCE;

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    @Override
    public <T> T await(Future<T> future, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
