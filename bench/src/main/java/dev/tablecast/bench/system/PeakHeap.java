package dev.tablecast.bench.system;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks ten times a second how much heap is in use, garbage included, and keeps the most. */
final class PeakHeap implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong peak = new AtomicLong();

    PeakHeap() {
        clock.scheduleAtFixedRate(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        peak.accumulateAndGet(used(), Math::max);
    }

    static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    int megabytes() {
        look();
        return Math.toIntExact(peak.get() >> 20);
    }

    @Override
    public void close() {
        clock.close();
    }
}
