package dev.tablecast.functions.log;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses of the current thread.
 *
 * @param sleeper ends early, with the thread's interrupt status set, if the thread is interrupted
 */
public record Pause(RandomGenerator random, Sleeper sleeper) {
    private static final int FIRST_MILLIS = 10;
    private static final int LONGEST_MILLIS = 500;

    /** Lets the current thread wait. */
    public interface Sleeper {
        void sleep(Duration duration);
    }

    /** Returns pauses of real time. */
    public static Pause system(RandomGenerator random) {
        return new Pause(random, Pause::sleep);
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits a random time up to a limit that doubles with each conflict in a row. */
    void afterConflict(int number) {
        int limit = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(number, 8));
        sleeper.sleep(Duration.ofMillis(random.nextInt(limit + 1)));
    }

    void of(Duration duration) {
        sleeper.sleep(duration);
    }
}
