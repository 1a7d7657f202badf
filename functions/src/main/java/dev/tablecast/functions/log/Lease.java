package dev.tablecast.functions.log;

import java.time.Instant;

/**
 * The right to broadcast a feed.
 *
 * @param owner the batch, or the hand-over, that holds it: never an invocation, so that the retry
 *     of a holder that died goes on at once
 * @param until the time from which anyone may take it
 */
public record Lease(String owner, Instant until) {
    boolean isValid(Instant now) {
        return now.isBefore(until);
    }

    boolean belongsTo(String someone) {
        return owner.equals(someone);
    }
}
