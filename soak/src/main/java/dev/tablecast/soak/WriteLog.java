package dev.tablecast.soak;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The numbers of changes, and what their writers know of them. */
final class WriteLog {
    private final AtomicInteger lastNumber = new AtomicInteger();
    private final Map<Integer, Answered> answered = new ConcurrentHashMap<>();

    /** When a change was asked for, and when that was answered. */
    record Answered(int startedMs, int acknowledgedMs) {
        static final Answered NEVER = new Answered(Commit.UNKNOWN, Commit.UNKNOWN);
    }

    /** The number of the next put, from 1. */
    int nextNumber() {
        return lastNumber.incrementAndGet();
    }

    void acknowledged(int change, int startedMs, int acknowledgedMs) {
        answered.put(change, new Answered(startedMs, acknowledgedMs));
    }

    Answered answered(int change) {
        return answered.getOrDefault(change, Answered.NEVER);
    }

    /** The changes that the table said it committed. */
    Set<Integer> acknowledged() {
        return Set.copyOf(answered.keySet());
    }
}
