package dev.tablecast.functions.post;

import java.time.Duration;
import java.time.Instant;

/**
 * Until when an invocation tries, so that it always answers: what it has done would be done again
 * otherwise.
 *
 * @param posting from when what isn't delivered is busy
 * @param closing from when what isn't closed stays behind; the calls under way then still end
 */
record Deadlines(Instant posting, Instant closing) {
    /** Shares the time that is left to an invocation: a half, three tenths, and a reserve. */
    static Deadlines within(Duration remaining, Instant now) {
        return new Deadlines(
                now.plus(remaining.dividedBy(2)),
                now.plus(remaining.multipliedBy(8).dividedBy(10)));
    }
}
