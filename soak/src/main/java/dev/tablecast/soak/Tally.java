package dev.tablecast.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happened, by name. */
final class Tally {
    /** Changes that came to a client that resumes, each as often as it came. */
    static final String DELIVERIES = "deliveries to clients that resume";

    /** Those of them that the client had already. */
    static final String REPEATED = "deliveries that clients dropped by number";

    /** How often a client was up to date again from the position that it had kept. */
    static final String RESUMED = "positions resumed from";

    static final String RESETS = "times that a client was told to start over";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String name) {
        counts.computeIfAbsent(name, key -> new LongAdder()).increment();
    }

    long of(String name) {
        LongAdder count = counts.get(name);
        return count == null ? 0 : count.sum();
    }

    /** The counts so far, by name. */
    Map<String, Long> counts() {
        var sums = new TreeMap<String, Long>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
