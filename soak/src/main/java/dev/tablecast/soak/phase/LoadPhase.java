package dev.tablecast.soak.phase;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A phase of the soak, whose end interrupts all waits in it. */
public final class LoadPhase {
    private final CountDownLatch end = new CountDownLatch(1);

    public void end() {
        end.countDown();
    }

    /** Waits for a duration or the end of the phase; returns whether the phase has ended. */
    public boolean endsWithin(Duration duration) throws InterruptedException {
        return end.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
