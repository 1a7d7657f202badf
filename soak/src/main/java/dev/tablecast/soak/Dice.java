package dev.tablecast.soak;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Decides by chance which calls go wrong, and how.
 *
 * <p>The nth call of a kind has the same luck whenever the seed is the same, whatever goes on at
 * the same time; which call is the nth is up to the threads.
 */
final class Dice {
    /** Far from the increment of {@link SplittableRandom}, whose sequences would overlap then. */
    private static final long SPREAD = 0xD1342543DE82EF95L;

    private final int percent;
    private final long seed;
    private final Map<String, Calls> calls = new ConcurrentHashMap<>();
    private final Tally tally = new Tally();
    private volatile boolean rolling;

    Dice(int percent, long seed) {
        this.percent = percent;
        this.seed = seed;
    }

    /**
     * One way to go wrong.
     *
     * @param name what it is counted as
     */
    record Mishap<F>(String name, Function<RandomGenerator, F> fault) {
        static <F> Mishap<F> of(String name, F fault) {
            return new Mishap<>(name, random -> fault);
        }
    }

    /**
     * The calls of one kind.
     *
     * @param luck where it begins
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

    /** Nothing goes wrong before. */
    void begin() {
        rolling = true;
    }

    /** Nothing goes wrong after. */
    void end() {
        rolling = false;
    }

    /** How many calls went wrong, by their kind and how they did. */
    Map<String, Long> counts() {
        return tally.counts();
    }

    /** Returns how a call goes wrong, if it does; each of the ways is as likely as the others. */
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
