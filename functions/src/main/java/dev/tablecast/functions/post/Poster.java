package dev.tablecast.functions.post;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
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

    /**
     * Posts what the connection hasn't got yet.
     *
     * @param patience with each call; once it is exhausted the connection is busy
     */
    Outcome post(Target target, List<String> messages, Patience patience) {
        Instant now = clock.instant();
        if (target.mustEnd(now) || messages.isEmpty() && target.isOutlived(now)) {
            return close(target, patience);
        }
        int posts = 0;
        for (int i = target.from(); i < messages.size(); i++) {
            String message = messages.get(i);
            if (message.isEmpty()) {
                continue; // API Gateway refuses it, and it says nothing.
            }
            switch (posted(target, message, patience)) {
                case TAKEN -> posts++;
                case GONE -> {
                    return gone(target);
                }
                case BUSY -> {
                    return new Outcome.Busy(target.from(i));
                }
                case REFUSED -> {
                    return refused(target.from(i), patience);
                }
            }
        }
        return new Outcome.Delivered(target, posts);
    }

    /**
     * Closes a connection that is still busy after the last attempt, is behind or has expired.
     *
     * @return closed or expired; gone, if it was; not open yet: what it lacks is in the snapshot
     *     that its client takes; or not closed
     */
    Outcome close(Target target, Patience patience) {
        return switch (closed(target, patience)) {
            case CLOSED ->
                    hasExpired(target) ? new Outcome.Expired(target) : new Outcome.Closed(target);
            case GONE -> gone(target);
            case UNKNOWN -> new Outcome.Gone(target);
            case BUSY -> notClosed(target, false);
            case REFUSED -> notClosed(target, true);
        };
    }

    private boolean hasExpired(Target target) {
        Instant now = clock.instant();
        return !target.behind() && (target.tokenHasExpired(now) || target.isOutlived(now));
    }

    private Outcome refused(Target target, Patience patience) {
        return switch (closed(target, patience)) {
            case CLOSED -> new Outcome.Refused(target);
            case GONE -> gone(target);
            case UNKNOWN -> new Outcome.Gone(target);
            case BUSY, REFUSED -> notClosed(target, true);
        };
    }

    private Outcome notClosed(Target target, boolean refused) {
        return new Outcome.NotClosed(target, refused, target.endsByItsRow(clock.instant()));
    }

    private Outcome gone(Target target) {
        return isYoung(target) ? new Outcome.NotOpenYet(target) : new Outcome.Gone(target);
    }

    private boolean isYoung(Target target) {
        return target.connectedAt().isAfter(clock.instant().minus(grace));
    }

    private PostMeaning posted(Target target, String message, Patience patience) {
        return persistently(
                () -> PostMeaning.of(api.post(target.connectionId(), message)),
                meaning -> meaning == PostMeaning.BUSY,
                meaning -> meaning == PostMeaning.GONE && isYoung(target),
                PostMeaning.BUSY,
                patience);
    }

    private CloseMeaning closed(Target target, Patience patience) {
        return persistently(
                () -> CloseMeaning.of(api.delete(target.connectionId())),
                meaning -> meaning == CloseMeaning.BUSY,
                meaning -> meaning == CloseMeaning.GONE && isYoung(target),
                CloseMeaning.BUSY,
                patience);
    }

    /** Calls until the answer is final; one that may only be early gets few tries. */
    private <M> M persistently(
            Supplier<M> call, Predicate<M> busy, Predicate<M> early, M untried, Patience patience) {
        M meaning = untried;
        for (int attempt = 1; patience.allows(attempt, clock.instant()); attempt++) {
            if (attempt > 1) {
                backoff.await(attempt - 1);
            }
            meaning = call.get();
            boolean again = busy.test(meaning) || early.test(meaning) && attempt < Patience.FEW;
            if (!again) {
                return meaning;
            }
        }
        return meaning;
    }
}
