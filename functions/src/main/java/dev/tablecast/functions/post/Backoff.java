package dev.tablecast.functions.post;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits between tries: a random time up to a limit that doubles with each try, to two seconds
 * ("full jitter").
 *
 * @param first the limit of the first wait
 * @see <a
 *     href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 *     backoff and jitter</a>
 */
record Backoff(Duration first, RandomGenerator random, Sleeper sleeper) {
    private static final long LONGEST_MILLISECONDS = 2_000;
    private static final int MOST_DOUBLINGS = 16;

    /** Lets the current thread wait. */
    interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** Waits after a try; the first is number 1. */
    void await(int attempt) {
        long doubled = first.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
        long limit = Math.min(doubled, LONGEST_MILLISECONDS);
        try {
            sleeper.sleep(Duration.ofMillis(random.nextLong(limit + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostingInterruptedException(e);
        }
    }
}
