package dev.tablecast.functions.post;

import dev.tablecast.functions.post.ConnectionsApi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Posts the messages to one connection, one after the other: the next only when the API has taken
 * the one before, so that they arrive in order. A connection whose token has ended or that is
 * behind gets none, and is closed; so is one to which the API refuses to post. Where there is
 * nothing to post, a connection that is older than API Gateway lets any become is closed too: its
 * row is a leftover, but goes only once API Gateway has confirmed that the connection is gone.
 *
 * @param grace how old a row must be before a 410 prunes it. The row is written during {@code
 *     $connect}, before the connection is open, and a post in between answers 410 as well: pruning
 *     then would lose a live client for good. It is tried again, since its client may think it open
 *     a moment before API Gateway does.
 */
record Poster(ConnectionsApi api, InstantSource clock, Duration grace, Backoff backoff) {
    /** Tries of one call before the connection counts as busy. */
    static final int TRIES = 3;

    /**
     * Posts what the connection hasn't got yet.
     *
     * @param deadline from when it counts as busy, with what it hasn't got by then
     */
    Outcome post(Target target, List<String> messages, Instant deadline) {
        Instant now = clock.instant();
        if (target.mustEnd(now) || messages.isEmpty() && target.isOutlived(now)) {
            return close(target, deadline);
        }
        for (int i = target.from(); i < messages.size(); i++) {
            String message = messages.get(i);
            switch (posted(target, message, deadline)) {
                case OK -> {}
                case GONE -> {
                    return gone(target);
                }
                case BUSY -> {
                    return new Outcome.Busy(target.from(i));
                }
                case REFUSED -> {
                    return refused(target, deadline);
                }
            }
        }
        return new Outcome.Delivered(target);
    }

    /**
     * Closes a connection that is still busy after the last attempt, is behind or has expired.
     *
     * @param deadline from when it isn't tried any more
     * @return closed or expired; gone, if it was; not open yet: what it lacks is in the snapshot
     *     that its client takes; busy, if it couldn't be closed; or refused
     */
    Outcome close(Target target, Instant deadline) {
        return switch (closed(target, deadline)) {
            case OK ->
                    hasExpired(target) ? new Outcome.Expired(target) : new Outcome.Closed(target);
            case GONE -> gone(target);
            case BUSY -> new Outcome.Busy(target);
            case REFUSED -> new Outcome.Refused(target, false);
        };
    }

    private boolean hasExpired(Target target) {
        Instant now = clock.instant();
        return !target.behind() && (target.tokenHasExpired(now) || target.isOutlived(now));
    }

    private Outcome refused(Target target, Instant deadline) {
        return switch (closed(target, deadline)) {
            case OK -> new Outcome.Refused(target, true);
            case GONE -> gone(target);
            case BUSY -> new Outcome.Busy(target.leftBehind());
            case REFUSED -> new Outcome.Refused(target, false);
        };
    }

    private Outcome gone(Target target) {
        return isYoung(target) ? new Outcome.NotOpenYet(target) : new Outcome.Gone(target);
    }

    private Reply posted(Target target, String message, Instant deadline) {
        return persistently(target, () -> api.post(target.connectionId(), message), deadline);
    }

    private boolean isYoung(Target target) {
        return target.connectedAt().isAfter(clock.instant().minus(grace));
    }

    private Reply closed(Target target, Instant deadline) {
        return persistently(target, () -> api.delete(target.connectionId()), deadline);
    }

    private Reply persistently(Target target, Supplier<Reply> call, Instant deadline) {
        Reply reply = Reply.BUSY;
        for (int attempt = 1; attempt <= TRIES && clock.instant().isBefore(deadline); attempt++) {
            if (attempt > 1) {
                backoff.await(attempt - 1);
            }
            reply = call.get();
            if (!mayGoBetter(target, reply)) {
                return reply;
            }
        }
        return reply;
    }

    private boolean mayGoBetter(Target target, Reply reply) {
        return switch (reply) {
            case BUSY -> true;
            case GONE -> isYoung(target);
            case OK, REFUSED -> false;
        };
    }
}
