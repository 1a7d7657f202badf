package dev.tablecast.soak.phase;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The clock of writers and clients: milliseconds since the start of the soak. */
public final class Timeline {
    private final LongSupplier nanos;
    private final long start;

    /**
     * @param nanos a monotonic clock, such as {@link System#nanoTime}
     */
    public Timeline(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    public int nowMs() {
        return Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - start));
    }
}
