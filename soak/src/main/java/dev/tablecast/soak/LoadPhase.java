package dev.tablecast.soak;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time in which clients come and go; everyone who waits in it is told when it ends. */
final class LoadPhase {
    private final CountDownLatch end = new CountDownLatch(1);

    void end() {
        end.countDown();
    }

    /** Waits, and returns whether the phase has ended meanwhile. */
    boolean endsWithin(Duration duration) throws InterruptedException {
        return end.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
