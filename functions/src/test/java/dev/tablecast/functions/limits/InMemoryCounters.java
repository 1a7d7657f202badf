package dev.tablecast.functions.limits;

import java.util.Map;
import java.util.TreeMap;

/** Counters in memory, which say what they are asked to do. */
public final class InMemoryCounters implements Counters {
    private final Map<String, Long> counts = new TreeMap<>();
    private int writes;

    /** Returns limits that these are the counters of. */
    public ConnectionLimits limits(int maximum, int maximumPerSubject) {
        return new ConnectionLimits(maximum, maximumPerSubject, this);
    }

    /** Returns the number of writes of a counter. */
    int writes() {
        return writes;
    }

    @Override
    public boolean increment(String counter, int maximum) {
        if (counts.getOrDefault(counter, 0L) >= maximum) {
            return false;
        }
        add(counter, 1);
        return true;
    }

    @Override
    public void add(String counter, long number) {
        writes++;
        counts.merge(counter, number, Long::sum);
    }

    @Override
    public void forgetZero(String counter) {
        writes++;
        counts.remove(counter, 0L);
    }

    @Override
    public Map<String, Long> all() {
        return Map.copyOf(counts);
    }
}
