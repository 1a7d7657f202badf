package dev.tablecast.soak.measure;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts of events, by name. */
public final class Tally {
    /** The changes received by clients that resume, repetitions included. */
    public static final String DELIVERIES = "deliveries to clients that resume";

    /** The repetitions among them. */
    public static final String REPEATED = "deliveries that clients dropped by number";

    /** The successful resumes from a kept position. */
    public static final String RESUMED = "positions resumed from";

    public static final String RESETS = "resets of clients";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    public void count(String name) {
        counts.computeIfAbsent(name, key -> new LongAdder()).increment();
    }

    public long of(String name) {
        LongAdder count = counts.get(name);
        return count == null ? 0 : count.sum();
    }

    /** Returns the counts so far, by name. */
    public Map<String, Long> counts() {
        var sums = new TreeMap<String, Long>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
