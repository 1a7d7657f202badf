package dev.tablecast.local.cloud.stream;

import java.time.Duration;

/** The wait of a poller. */
@FunctionalInterface
interface Pause {
    /**
     * Waits.
     *
     * @throws InterruptedException if the poller ends
     */
    void await(Duration duration) throws InterruptedException;
}
