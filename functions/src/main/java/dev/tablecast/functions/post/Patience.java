package dev.tablecast.functions.post;

import java.time.Instant;

/**
 * How long a call is tried again while the API is busy: at most so many times, and no more once the
 * deadline has passed.
 */
record Patience(int tries, Instant deadline) {
    /** Tries of a call that others wait for, or whose connection may just not be open yet. */
    static final int FEW = 3;

    /** Returns the patience of an attempt after which the workflow makes another. */
    static Patience few(Instant deadline) {
        return new Patience(FEW, deadline);
    }

    /** Returns the patience of the last attempt. */
    static Patience until(Instant deadline) {
        return new Patience(Integer.MAX_VALUE, deadline);
    }

    boolean allows(int attempt, Instant now) {
        return attempt <= tries && now.isBefore(deadline);
    }
}
