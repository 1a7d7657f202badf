package dev.tablecast.bench.fanout;

import dev.tablecast.bench.Usage;
import java.util.Comparator;
import java.util.List;

/** What posts took. */
record Measured(int posts, Usage usage) {
    static Measured of(Posts way, List<String> connectionIds, String message) {
        return new Measured(connectionIds.size(), Usage.of(() -> way.post(connectionIds, message)));
    }

    /** Returns the one in the middle, by speed. */
    static Measured median(List<Measured> runs) {
        return runs.stream()
                .sorted(Comparator.comparingLong(Measured::perSecond))
                .toList()
                .get(runs.size() / 2);
    }

    long perSecond() {
        return posts * 1_000_000_000L / usage.elapsed().toNanos();
    }

    long cpuMicros() {
        return usage.cpu().toNanos() / 1000 / posts;
    }

    long allocatedBytes() {
        return usage.allocatedBytes() / posts;
    }
}
