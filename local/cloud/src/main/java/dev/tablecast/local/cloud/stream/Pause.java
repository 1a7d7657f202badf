package dev.tablecast.local.cloud.stream;

import java.time.Duration;

/** Lets a poller wait. */
@FunctionalInterface
interface Pause {
    /**
     * @throws InterruptedException when the poller is to end
     */
    void await(Duration duration) throws InterruptedException;
}
