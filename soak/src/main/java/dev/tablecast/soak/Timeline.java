package dev.tablecast.soak;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The milliseconds since a soak began: one clock for writers and clients. */
final class Timeline {
    private final LongSupplier nanos;
    private final long start;

    /**
     * @param nanos a clock that never goes back, such as {@link System#nanoTime}
     */
    Timeline(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    int nowMs() {
        return Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - start));
    }
}
