package dev.tablecast.bench.scale;

import java.util.function.IntPredicate;

/**
 * Something that ends somewhere.
 *
 * @param name what ends
 * @param allowed how much of it there is, in words
 * @param mended how it is moved
 * @param reached the fewest connections with which it is reached, or {@link #NEVER}
 */
record Limit(String name, String allowed, String mended, int reached) {
    /** As many as a search looks at: more than API Gateway lets in within two hours. */
    static final int NEVER = 10_000_000;

    private static final int STEP = 1_000;

    /**
     * @param isOver whether so many connections are too many; if so, more are as well
     */
    static Limit at(String name, String allowed, String mended, IntPredicate isOver) {
        int low = 0;
        int high = NEVER / STEP;
        while (low < high) {
            int middle = (low + high) / 2;
            if (isOver.test(middle * STEP)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return new Limit(name, allowed, mended, low * STEP);
    }
}
