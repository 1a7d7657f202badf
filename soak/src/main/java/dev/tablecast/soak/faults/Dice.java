package dev.tablecast.soak.faults;

import dev.tablecast.soak.measure.Tally;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A source of random faults.
 *
 * <p>The outcome of the nth call of a kind depends on the seed alone, not on concurrent calls of
 * other kinds. The order of the calls depends on the threads.
 */
public final class Dice {
    /** The distance of seeds; not near that of {@link SplittableRandom}, to avoid overlaps. */
    private static final long SPREAD = 0xD1342543DE82EF95L;

    private final int percent;
    private final long seed;
    private final Map<String, Calls> calls = new ConcurrentHashMap<>();
    private final Tally tally = new Tally();
    private volatile boolean rolling;

    public Dice(int percent, long seed) {
        this.percent = percent;
        this.seed = seed;
    }

    /**
     * One kind of fault.
     *
     * @param name the name of its count
     */
    record Mishap<F>(String name, Function<RandomGenerator, F> fault) {
        static <F> Mishap<F> of(String name, F fault) {
            return new Mishap<>(name, random -> fault);
        }
    }

    /**
     * The calls of one kind.
     *
     * @param luck the seed of the first call
     */
    private record Calls(long luck, AtomicLong number) {
        RandomGenerator next() {
            return new SplittableRandom(luck + SPREAD * number.getAndIncrement());
        }
    }

    private Calls calls(String kind) {
        long luck = new SplittableRandom(seed ^ (long) kind.hashCode() << Integer.SIZE).nextLong();
        return new Calls(luck, new AtomicLong());
    }

    /** Enables faults. */
    public void begin() {
        rolling = true;
    }

    /** Disables faults. */
    public void end() {
        rolling = false;
    }

    /** Returns the counts of faults, by kind of call and name of the fault. */
    public Map<String, Long> counts() {
        return tally.counts();
    }

    /** Returns the fault of a call, or empty; all mishaps are equally likely. */
    <F> Optional<F> roll(String kind, List<Mishap<F>> mishaps) {
        if (!rolling) {
            return Optional.empty();
        }
        RandomGenerator random = calls.computeIfAbsent(kind, this::calls).next();
        if (random.nextInt(100) >= percent) {
            return Optional.empty();
        }
        Mishap<F> mishap = mishaps.get(random.nextInt(mishaps.size()));
        tally.count(kind + ": " + mishap.name());
        return Optional.of(mishap.fault().apply(random));
    }
}
