package dev.tablecast.soak.load;

import dev.tablecast.soak.history.Commit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The numbers of changes, and the times of their writes. */
final class WriteLog {
    private final AtomicInteger lastNumber = new AtomicInteger();
    private final Map<Integer, Answered> answered = new ConcurrentHashMap<>();

    /** The start and the acknowledgement of a write. */
    record Answered(int startedMs, int acknowledgedMs) {
        static final Answered NEVER = new Answered(Commit.UNKNOWN, Commit.UNKNOWN);
    }

    /** Returns the number of the next put, from 1. */
    int nextNumber() {
        return lastNumber.incrementAndGet();
    }

    void acknowledged(int change, int startedMs, int acknowledgedMs) {
        answered.put(change, new Answered(startedMs, acknowledgedMs));
    }

    Answered answered(int change) {
        return answered.getOrDefault(change, Answered.NEVER);
    }

    /** Returns the changes whose writes were acknowledged. */
    Set<Integer> acknowledged() {
        return Set.copyOf(answered.keySet());
    }
}
