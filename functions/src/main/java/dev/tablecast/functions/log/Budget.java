package dev.tablecast.functions.log;

import java.time.Instant;

/**
 * The time of an invocation.
 *
 * @param handOverAfter when a holder whose own batch is sent hands over, so that the shard of its
 *     batch doesn't wait for others' changes
 * @param lastRound when no round may begin any more, because the invocation could end before it
 */
public record Budget(Instant handOverAfter, Instant lastRound) {
    boolean allowsRound(Instant now, boolean ownIsSent) {
        return !isOver(now) && (!ownIsSent || now.isBefore(handOverAfter));
    }

    boolean isOver(Instant now) {
        return !now.isBefore(lastRound);
    }
}
