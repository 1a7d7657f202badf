package dev.tablecast.functions.post;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Calls of the {@code @connections} API that are tried again, with jitter, while it is busy. */
record PersistentCalls(ConnectionsApi api, InstantSource clock, Backoff backoff) {
    /** Tries for a connection that may just not be open yet. */
    private static final int EARLY_TRIES = 3;

    /** The time that a client has to take a frame, from which on it can be called slow. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Pairs of a probe that is answered and a post that isn't taken, which show a slow client. A
     * platform that sheds half of all calls at random comes to so many in one of 4 billion cases.
     */
    private static final int PROBES = 16;

    /** The pairs that show it when the time is over, if each post waited in vain for its answer. */
    private static final int UNANSWERED = 4;

    /**
     * The result of a post.
     *
     * @param isSlow whether the platform isn't busy, and only this client takes nothing
     */
    record Posted(PostMeaning meaning, boolean isSlow) {
        private Posted(PostMeaning meaning) {
            this(meaning, false);
        }

        private boolean isUndecided() {
            return meaning == PostMeaning.BUSY && !isSlow;
        }
    }

    /**
     * Posts a frame.
     *
     * @param mayBeEarly whether a 410 may come from a connection that opens in a moment
     */
    Posted post(String connectionId, String text, boolean mayBeEarly, Instant until) {
        return new Posted(
                persistently(
                        () -> PostMeaning.of(api.post(connectionId, text)),
                        PostMeaning.BUSY::equals,
                        answer -> answer == PostMeaning.GONE && mayBeEarly,
                        PostMeaning.BUSY,
                        until));
    }

    /** Closes a connection. */
    CloseMeaning close(String connectionId, boolean mayBeEarly, Instant until) {
        return persistently(
                () -> CloseMeaning.of(api.delete(connectionId)),
                CloseMeaning.BUSY::equals,
                answer -> answer == CloseMeaning.GONE && mayBeEarly,
                CloseMeaning.BUSY,
                until);
    }

    /**
     * Posts a frame, and finds out whether the client is slow where it isn't taken for long.
     *
     * <p>API Gateway answers 429 for a slow client and for a used-up quota alike. So after some
     * seconds the tries take turns with probes of the same connection, which count against the same
     * quota: a client is slow if every probe is answered and no post in between is taken.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigatewaymanagementapi/latest/APIReference/API_PostToConnection.html">LimitExceededException</a>
     */
    Posted postOrFindSlow(
            String connectionId, String text, boolean mayBeEarly, Deadlines deadlines) {
        Posted posted = new Posted(PostMeaning.BUSY);
        while (posted.isUndecided() && clock.instant().isBefore(deadlines.posting())) {
            posted = post(connectionId, text, mayBeEarly, soonest(deadlines.posting()));
            if (posted.isUndecided()) {
                posted = postBetweenProbes(connectionId, text, deadlines.probing());
            }
        }
        return posted;
    }

    private Instant soonest(Instant deadline) {
        Instant patient = clock.instant().plus(PATIENCE);
        return patient.isBefore(deadline) ? patient : deadline;
    }

    private Posted postBetweenProbes(String connectionId, String text, Instant until) {
        int probes = 0;
        int unanswered = 0;
        while (probes < PROBES && clock.instant().isBefore(until)) {
            if (!answersAbout(connectionId)) {
                return new Posted(PostMeaning.BUSY);
            }
            backoff.await(1);
            Answer answer = api.post(connectionId, text);
            probes++;
            PostMeaning meaning = PostMeaning.of(answer);
            if (meaning != PostMeaning.BUSY) {
                return new Posted(meaning);
            }
            unanswered += answer instanceof Answer.None(boolean timedOut) && timedOut ? 1 : 0;
        }
        boolean isSlow = probes == PROBES || probes == unanswered && probes >= UNANSWERED;
        return new Posted(PostMeaning.BUSY, isSlow);
    }

    private boolean answersAbout(String connectionId) {
        return api.get(connectionId) instanceof Answer.Status(int code, String ignored)
                && code == StatusCode.OK;
    }

    /** Returns whether the API says that there is no such connection; one try. */
    boolean isGone(String connectionId) {
        return api.get(connectionId) instanceof Answer.Status(int code, String ignored)
                && code == StatusCode.GONE;
    }

    private <M> M persistently(
            Supplier<M> call, Predicate<M> busy, Predicate<M> early, M untried, Instant until) {
        M meaning = untried;
        for (int attempt = 1; clock.instant().isBefore(until); attempt++) {
            if (attempt > 1) {
                backoff.await(attempt - 1);
            }
            meaning = call.get();
            if (!busy.test(meaning) && !(early.test(meaning) && attempt < EARLY_TRIES)) {
                return meaning;
            }
        }
        return meaning;
    }
}
