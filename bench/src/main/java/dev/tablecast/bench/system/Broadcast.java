package dev.tablecast.bench.system;

import java.util.concurrent.atomic.AtomicLong;

/** How far a broadcast had come when, in nanoseconds of {@link System#nanoTime}. */
final class Broadcast {
    private static final long NEVER = Long.MIN_VALUE;

    private final long beforeEnded;
    private final long triggered;
    private final AtomicLong started = new AtomicLong(NEVER);
    private final AtomicLong posting = new AtomicLong(NEVER);

    /**
     * @param beforeEnded when the stream trigger had seen the batch before through
     * @param triggered when it was invoked with this one
     */
    Broadcast(long beforeEnded, long triggered) {
        this.beforeEnded = beforeEnded;
        this.triggered = triggered;
    }

    /** Returns whether it hadn't been started. */
    boolean start(long nanoTime) {
        return started.compareAndSet(NEVER, nanoTime);
    }

    /** The first time counts. */
    void post(long nanoTime) {
        posting.compareAndSet(NEVER, nanoTime);
    }

    /** Another of the same batch. */
    Broadcast next() {
        return new Broadcast(beforeEnded, triggered);
    }

    long beforeEnded() {
        return beforeEnded;
    }

    long triggered() {
        return triggered;
    }

    /** When Step Functions was told to start the execution. */
    long started() {
        return started.get();
    }

    /** When the post function was invoked for the first time. */
    long posting() {
        return posting.get();
    }
}
