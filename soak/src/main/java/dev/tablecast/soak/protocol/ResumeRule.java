package dev.tablecast.soak.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client's rule for following a feed across connections without a gap or a repetition.
 *
 * <p>The client keeps a position and drops changes that aren't after it. It subscribes again from
 * its position if a number is missing, if a message is of a later epoch, and after each step of a
 * replay. It holds live messages that arrive before {@code live}. Not thread-safe.
 */
public final class ResumeRule {
    /** The largest number of messages that are held; beyond, the client subscribes again. */
    static final int MOST_HELD = 500;

    private final String sub;
    private final Page page;
    private final Deque<Message.Changes> held = new ArrayDeque<>();
    private @Nullable Position position;
    private long rev;
    private boolean live;
    private boolean contiguous;

    /** Marks a subscription that dropped messages because it held too many. */
    private boolean overflowed;

    /** The page behind the client. */
    public interface Page {
        /** Starts at this position: the page gets every change after it. */
        void started(Position at);

        /** Starts over at this position, because the state of the page may be wrong. */
        void reset(String reason, Position at);

        /** Applies the next change. */
        void applied(SentChange change);

        /** Reports a change that the page has already. */
        void repeated(SentChange change);

        /** Reports that the page is up to date. */
        void live(Position at);
    }

    /** The next step of the client. */
    public sealed interface Step {
        /** Waits for messages. */
        record Wait() implements Step {}

        /**
         * Sends {@code subscribe}.
         *
         * @param after the position; empty for a page without a state
         */
        record Subscribe(long rev, Optional<Position> after) implements Step {}

        /** Subscribes again after a delay. */
        record TryLater(long rev) implements Step {}
    }

    private static final Step WAIT = new Step.Wait();

    public ResumeRule(String sub, Page page) {
        this.sub = sub;
        this.page = page;
    }

    /** Handles a new connection. */
    public Step opened() {
        held.clear();
        return subscribe();
    }

    /** Handles a subscription that was not answered in time, or was refused a while ago. */
    public Step overdue(long ofRev) {
        return !live && ofRev == rev ? subscribe() : WAIT;
    }

    /** Handles a message on the newest connection. */
    public Step received(Message message) {
        return switch (message) {
            case Message.Changes changes when changes.replay() || live -> follow(changes);
            case Message.Changes changes -> hold(changes);
            case Message.Subscribed subscribed when isMine(subscribed.sub(), subscribed.rev()) ->
                    subscribed(subscribed);
            case Message.More more when isMine(more.sub(), more.rev()) && !live -> more(more);
            case Message.Live done when isMine(done.sub(), done.rev()) && !live -> live(done);
            case Message.Reset reset when isMine(reset.sub(), reset.rev()) -> reset(reset);
            case Message.Refused ignored -> live ? WAIT : new Step.TryLater(rev);
            // Answers to an earlier subscription, or repeated ones.
            case Message.Subscribed ignored -> WAIT;
            case Message.More ignored -> WAIT;
            case Message.Live ignored -> WAIT;
            case Message.Reset ignored -> WAIT;
            case Message.Unreadable ignored -> WAIT;
        };
    }

    private boolean isMine(String ofSub, long ofRev) {
        return sub.equals(ofSub) && rev == ofRev;
    }

    private Step subscribe() {
        live = false;
        if (overflowed) {
            held.clear();
            overflowed = false;
        }
        rev++;
        return new Step.Subscribe(rev, Optional.ofNullable(position));
    }

    private Step hold(Message.Changes changes) {
        if (held.size() < MOST_HELD) {
            held.add(changes);
        } else {
            overflowed = true;
        }
        return WAIT;
    }

    private Step subscribed(Message.Subscribed subscribed) {
        contiguous = subscribed.contiguous();
        if (position == null) {
            position = subscribed.position();
            page.started(position);
        }
        return WAIT;
    }

    private Step follow(Message.Changes changes) {
        Position at = position;
        if (at == null) {
            return WAIT;
        }
        if (!at.epoch().equals(changes.epoch())) {
            return at.isOfEarlierEpoch(changes.epoch()) && live ? againAfter(changes) : WAIT;
        }
        if (contiguous && changes.from() > at.number() + 1) {
            // During a replay, the gap may be an earlier replay that is still under way; its end
            // shows.
            return live ? againAfter(changes) : WAIT;
        }
        for (SentChange change : changes.changes()) {
            if (change.number() > at.number()) {
                page.applied(change);
            } else {
                page.repeated(change);
            }
        }
        if (changes.to() > at.number()) {
            position = at.at(changes.to());
        }
        return WAIT;
    }

    private Step againAfter(Message.Changes missed) {
        Step again = subscribe();
        held.addFirst(missed);
        return again;
    }

    private Step more(Message.More more) {
        if (!contiguous && position != null && position.isBefore(more.position())) {
            position = more.position();
        }
        return subscribe();
    }

    private Step live(Message.Live done) {
        Position at = position;
        if (at == null || overflowed || at.isBefore(done.position()) && contiguous) {
            return subscribe();
        }
        if (at.isBefore(done.position())) {
            position = done.position();
        }
        live = true;
        page.live(position);
        Step step = WAIT;
        while (live && !held.isEmpty()) {
            step = follow(held.removeFirst());
        }
        return step;
    }

    private Step reset(Message.Reset reset) {
        boolean isAnswer =
                switch (reset.reason()) {
                    case "expired", "limit", "view" -> true;
                    default -> false;
                };
        if (position == null || position.isBefore(reset.position()) || isAnswer && !live) {
            position = reset.position();
            page.reset(reset.reason(), position);
        }
        return WAIT;
    }
}
