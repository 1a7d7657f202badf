package dev.tablecast.bench.growth;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The most heap that is in use while work runs, without garbage: it collects again and again. */
final class LiveHeap {
    private static final Duration PERIOD = Duration.ofMillis(400);

    private long peak;

    private LiveHeap() {}

    /** Returns megabytes. */
    static long during(Runnable work) {
        var heap = new LiveHeap();
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var looks =
                    clock.scheduleWithFixedDelay(
                            heap::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
            work.run();
            looks.cancel(false);
        }
        heap.look();
        return heap.peak >> 20;
    }

    private synchronized void look() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        peak = Math.max(peak, runtime.totalMemory() - runtime.freeMemory());
    }
}
