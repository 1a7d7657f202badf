package dev.tablecast.bench.system;

import java.util.Arrays;

/** Many durations, told apart by tenths of a millisecond; for one thread. */
final class Latencies {
    private static final long STEP_NANOS = 100_000;
    private static final double STEPS_A_MILLISECOND = 10;

    private long[] counts = new long[1024];
    private long count;
    private double sumNanos;

    /** Adds a duration. One below zero, which only two clocks can tell, counts as none. */
    void add(long nanos) {
        long duration = Math.max(0, nanos);
        int step = Math.toIntExact(duration / STEP_NANOS);
        if (step >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(step + 1, 2 * counts.length));
        }
        counts[step]++;
        count++;
        sumNanos += duration;
    }

    long count() {
        return count;
    }

    /** 0 where there is none. */
    double meanMillis() {
        return count == 0 ? 0 : sumNanos / count / 1e6;
    }

    double medianMillis() {
        return millis(50);
    }

    /**
     * The shortest time that at least so many of a hundred durations don't exceed, rounded up to
     * the next tenth of a millisecond; 0 where there is none.
     */
    double millis(double percentile) {
        if (count == 0) {
            return 0;
        }
        long rank = Math.max(1, (long) Math.ceil(percentile / 100 * count));
        long seen = 0;
        int step = -1;
        while (seen < rank) {
            seen += counts[++step];
        }
        return (step + 1) / STEPS_A_MILLISECOND;
    }
}
