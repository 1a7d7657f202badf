package dev.tablecast.local.stepfunctions.path;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Random UUIDs (version 4) from a given source of randomness. */
public final class RandomUuid {
    private RandomUuid() {}

    /** Returns a random UUID. */
    public static UUID next(RandomGenerator random) {
        long version4 = random.nextLong() & ~0xF000L | 0x4000L;
        long variant2 = random.nextLong() >>> 2 | Long.MIN_VALUE;
        return new UUID(version4, variant2);
    }
}
