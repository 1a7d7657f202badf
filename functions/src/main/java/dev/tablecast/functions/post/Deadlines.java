package dev.tablecast.functions.post;

import java.time.Duration;
import java.time.Instant;

/**
 * The time in which an invocation tries, so that it always answers: what it has done would be done
 * again otherwise.
 *
 * @param posting from when what isn't delivered is busy
 * @param probing from when nobody is found slow any more
 * @param closing from when what isn't closed stays; the calls under way then still end
 */
record Deadlines(Instant posting, Instant probing, Instant closing) {
    private static final int POSTING_PERCENT = 55;
    private static final int PROBING_PERCENT = 80;
    private static final int CLOSING_PERCENT = 88;

    /** Shares the time that is left to an invocation. */
    static Deadlines within(Duration remaining, Instant now) {
        return new Deadlines(
                after(POSTING_PERCENT, remaining, now),
                after(PROBING_PERCENT, remaining, now),
                after(CLOSING_PERCENT, remaining, now));
    }

    private static Instant after(int percent, Duration remaining, Instant now) {
        return now.plus(remaining.multipliedBy(percent).dividedBy(100));
    }
}
