package dev.tablecast.bench.growth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The heap that is in use while work runs, without garbage: it collects again and again, and takes
 * the median, since a look between two steps of the work finds what only that step holds.
 */
final class LiveHeap {
    private static final Duration PERIOD = Duration.ofMillis(400);

    private final List<Long> looks = new ArrayList<>();

    private LiveHeap() {}

    /** Returns megabytes. */
    static long during(Runnable work) {
        var heap = new LiveHeap();
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var looking =
                    clock.scheduleWithFixedDelay(
                            heap::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
            work.run();
            looking.cancel(false);
        }
        heap.look();
        return heap.median() >> 20;
    }

    private synchronized void look() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        looks.add(runtime.totalMemory() - runtime.freeMemory());
    }

    private synchronized long median() {
        return looks.stream().sorted().toList().get(looks.size() / 2);
    }
}
