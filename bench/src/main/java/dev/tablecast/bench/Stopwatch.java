package dev.tablecast.bench;

import java.time.Duration;
import java.util.stream.IntStream;

/** Times work: the median of several runs after some that don't count. */
final class Stopwatch {
    private Stopwatch() {}

    static Duration median(int warmUps, int runs, Runnable work) {
        for (int i = 0; i < warmUps; i++) {
            work.run();
        }
        long[] nanos = IntStream.range(0, runs).mapToLong(i -> once(work)).sorted().toArray();
        return Duration.ofNanos(nanos[runs / 2]);
    }

    private static long once(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }
}
