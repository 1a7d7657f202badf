package dev.tablecast.functions.post;

import dev.tablecast.functions.log.LogUnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Posts frames to one connection, and closes those that must end.
 *
 * <p>A connection whose token has ended gets nothing and is closed; so is one to which the API
 * refuses to post, and one that takes nothing while the platform isn't busy. Where there is nothing
 * to send, a connection that is older than API Gateway lets any become is closed too: its row is a
 * leftover, but goes only once API Gateway has confirmed that the connection is gone. Nothing is
 * ever posted to a client that speaks the sub-protocol and has never subscribed, so API Gateway is
 * asked whether it is gone.
 *
 * @param grace age from which a row is deleted after a 410. The row is written during {@code
 *     $connect}, before the connection is open, and a post in between answers 410 as well: pruning
 *     then would lose a live client for good. It is tried again, because its client may think it
 *     open a moment before API Gateway does.
 * @param progress the frames that connections took in earlier tries, which aren't posted again
 */
record Poster(PersistentCalls calls, Duration grace, Progress progress) {
    Poster(PersistentCalls calls, Duration grace) {
        this(calls, grace, new Progress());
    }

    /**
     * Returns the parcel of a connection, which is found without a call.
     *
     * @throws LogUnreadableException if a change can't be read
     */
    Parcel parcel(Target target, Parcels parcels) {
        Instant now = calls.clock().instant();
        if (target.mustEnd(now) || parcels.areEmpty() && target.isOutlived(now)) {
            return new Parcel.End();
        }
        return parcels.areEmpty() && target.hasNeverSubscribed()
                ? new Parcel.Probe()
                : parcels.of(target);
    }

    /** Posts a parcel to its connection, or closes the connection if the parcel says so. */
    PostOutcome serve(Target target, Parcel parcel, Range range, Deadlines deadlines) {
        return switch (parcel) {
            case Parcel.End ignored -> close(target, deadlines);
            case Parcel.Unreadable ignored -> close(target.unreadable(), deadlines);
            case Parcel.Probe ignored ->
                    calls.isGone(target.connectionId())
                            ? gone(target)
                            : new PostOutcome.Delivered(target, 0);
            case Parcel.Frames frames -> post(target, frames.texts(), range, deadlines);
        };
    }

    private PostOutcome post(Target target, List<String> frames, Range range, Deadlines deadlines) {
        for (int i = progress.taken(target, range); i < frames.size(); i++) {
            var posted =
                    calls.postOrFindSlow(
                            target.connectionId(), frames.get(i), isYoung(target), deadlines);
            switch (posted.meaning()) {
                case TAKEN -> progress.note(target, range, i + 1);
                case GONE -> {
                    return gone(target);
                }
                case BUSY -> {
                    return posted.isSlow()
                            ? close(target, deadlines)
                            : new PostOutcome.Busy(target);
                }
                case REFUSED -> {
                    return refused(target, deadlines);
                }
            }
        }
        return new PostOutcome.Delivered(target, frames.size());
    }

    private PostOutcome close(Target target, Deadlines deadlines) {
        return switch (closed(target, deadlines)) {
            case CLOSED ->
                    hasExpired(target)
                            ? new PostOutcome.Expired(target)
                            : new PostOutcome.Closed(target);
            case GONE -> gone(target);
            case UNKNOWN -> new PostOutcome.Gone(target);
            case BUSY -> notClosed(target, false);
            case REFUSED -> notClosed(target, true);
        };
    }

    private PostOutcome refused(Target target, Deadlines deadlines) {
        return switch (closed(target, deadlines)) {
            case CLOSED -> new PostOutcome.Refused(target);
            case GONE -> gone(target);
            case UNKNOWN -> new PostOutcome.Gone(target);
            case BUSY -> notClosed(target, false);
            case REFUSED -> notClosed(target, true);
        };
    }

    private CloseMeaning closed(Target target, Deadlines deadlines) {
        return calls.close(target.connectionId(), isYoung(target), deadlines.closing());
    }

    private boolean hasExpired(Target target) {
        Instant now = calls.clock().instant();
        return target.tokenHasExpired(now) || target.isOutlived(now);
    }

    private PostOutcome notClosed(Target target, boolean refused) {
        Instant now = calls.clock().instant();
        return new PostOutcome.NotClosed(
                target, refused, target.mustEnd(now) || target.isOutlived(now));
    }

    private PostOutcome gone(Target target) {
        return isYoung(target) ? new PostOutcome.NotOpenYet(target) : new PostOutcome.Gone(target);
    }

    private boolean isYoung(Target target) {
        return target.connectedAt().isAfter(calls.clock().instant().minus(grace));
    }
}
