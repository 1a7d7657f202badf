package dev.tablecast.functions.post;

import dev.tablecast.functions.post.ConnectionsApi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Posts the messages to one connection, one after the other: the next only when the API has taken
 * the one before, so that they arrive in order. A connection that has expired gets none, and is
 * closed.
 *
 * @param grace how old a row must be before a 410 prunes it. The row is written during {@code
 *     $connect}, before the connection is open, and a post in between answers 410 as well: pruning
 *     then would lose a live client for good.
 */
record Poster(ConnectionsApi api, InstantSource clock, Duration grace, Backoff backoff) {
    /** Tries of one call before the connection counts as busy. */
    static final int TRIES = 3;

    Outcome post(Target target, List<String> messages) {
        if (target.hasExpired(clock.instant())) {
            return close(target);
        }
        for (int i = target.from(); i < messages.size(); i++) {
            String message = messages.get(i);
            switch (persistently(() -> api.post(target.connectionId(), message))) {
                case OK -> {}
                case GONE -> {
                    return gone(target);
                }
                case BUSY -> {
                    return new Outcome.Busy(target.from(i));
                }
                case REFUSED -> {
                    return new Outcome.Refused(target);
                }
            }
        }
        return new Outcome.Delivered(target);
    }

    /**
     * Closes a connection that is still busy after the last attempt, or has expired.
     *
     * @return closed; gone, if it was; busy, if even that couldn't be done; or refused
     */
    Outcome close(Target target) {
        return switch (persistently(() -> api.delete(target.connectionId()))) {
            case OK -> new Outcome.Closed(target);
            case GONE -> new Outcome.Gone(target);
            case BUSY -> new Outcome.Busy(target);
            case REFUSED -> new Outcome.Refused(target);
        };
    }

    private Outcome gone(Target target) {
        Instant oldEnough = clock.instant().minus(grace);
        return target.connectedAt().isAfter(oldEnough)
                ? new Outcome.NotOpenYet(target)
                : new Outcome.Gone(target);
    }

    private Reply persistently(Supplier<Reply> call) {
        Reply reply = call.get();
        for (int attempt = 1; reply == Reply.BUSY && attempt < TRIES; attempt++) {
            backoff.await(attempt);
            reply = call.get();
        }
        return reply;
    }
}
