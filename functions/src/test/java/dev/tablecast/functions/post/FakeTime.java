package dev.tablecast.functions.post;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves only while somebody waits, and for each thread alone. */
final class FakeTime implements InstantSource {
    static final Instant START = Instant.ofEpochMilli(1_795_341_600_000L);

    private final Instant start;
    private final ThreadLocal<Long> passed = ThreadLocal.withInitial(() -> 0L);
    private final AtomicLong longest = new AtomicLong();
    final List<Duration> waits = new CopyOnWriteArrayList<>();

    FakeTime() {
        this(START);
    }

    FakeTime(Instant start) {
        this.start = start;
    }

    /** Returns waits that pass at once, and a millisecond more. */
    Backoff backoff() {
        return new Backoff(Duration.ofMillis(100), new Random(7), this::sleep);
    }

    void sleep(Duration duration) {
        waits.add(duration);
        pass(duration.plusMillis(1));
    }

    void pass(Duration duration) {
        passed.set(passed.get() + duration.toMillis());
        longest.accumulateAndGet(passed.get(), Math::max);
    }

    /** Returns the time of the thread that waited longest. */
    Instant latest() {
        return start.plusMillis(longest.get());
    }

    @Override
    public Instant instant() {
        return start.plusMillis(passed.get());
    }
}
