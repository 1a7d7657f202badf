package dev.tablecast.functions.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broadcasts of a lease's holder: everything appended and not sent, by whichever shard, in
 * rounds.
 *
 * @param owners names for those that are handed the lease, none of which comes twice
 */
record Holder(
        ChangeLog log,
        LogReader reader,
        Epochs epochs,
        Broadcasting broadcasting,
        LeaseKeeper keeper,
        HandOver handOver,
        Supplier<String> owners,
        InstantSource clock,
        Duration leaseDuration) {
    private static final Logger LOG = LoggerFactory.getLogger(Holder.class);

    /** The reason for which a holder stopped. */
    enum End {
        /** The log is sent to its end, and the lease is released. */
        RELEASED,
        /** Another invocation was given the lease. */
        HANDED_OVER,
        /** Someone else holds the lease, or the epoch has ended. */
        LOST
    }

    /**
     * Broadcasts until everything is sent or the time is over.
     *
     * @param held a head whose lease {@code owner} has
     * @param own the last number of the owner's batch in the head's epoch, or 0
     * @throws BroadcastFailedException if a round failed; the lease stays, for the retry
     */
    End broadcast(Head held, String owner, long own, Budget budget) {
        Head head = held;
        while (true) {
            Instant now = clock.instant();
            if (head.hasDebt() && !budget.allowsRound(now, head.sent() >= own)) {
                Optional<End> end = handedOver(head, owner, budget.isOver(now));
                if (end.isPresent()) {
                    return end.get();
                }
            }
            switch (head.hasDebt() ? roundSent(head, owner) : released(head, owner)) {
                case HeadWrite.Written written when written.head().lease().isEmpty() -> {
                    return End.RELEASED;
                }
                case HeadWrite.Written written -> head = written.head();
                case HeadWrite.Refused refused -> {
                    if (refused.current()
                            .filter(current -> holds(owner, held, current))
                            .isEmpty()) {
                        return End.LOST;
                    }
                    head = refused.current().get();
                }
            }
        }
    }

    private static boolean holds(String owner, Head before, Head now) {
        return now.isHeldBy(owner) && now.epoch().equals(before.epoch());
    }

    /** Broadcasts a round; the write that says so also gives the lease up if nothing is left. */
    private HeadWrite roundSent(Head head, String owner) {
        Round round;
        try {
            round = next(head);
            keeper.during(
                    () -> log.write(HeadUpdate.renew(head, owner, until())),
                    () -> broadcasting.deliver(round));
        } catch (LogUnreadableException e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("The log can't be read");
            return new HeadWrite.Refused(Optional.of(epochs.replace(head)));
        }
        if (round.to() < head.end()) {
            return sent(head, owner, round);
        }
        HeadWrite released = released(head, owner);
        return switch (released) {
            case HeadWrite.Written ignored -> released;
            case HeadWrite.Refused refused ->
                    refused.current()
                            .filter(current -> holds(owner, head, current))
                            .map(current -> sent(current, owner, round))
                            .orElse(released);
        };
    }

    private HeadWrite released(Head head, String owner) {
        return log.write(HeadUpdate.release(head, owner));
    }

    private HeadWrite sent(Head head, String owner, Round round) {
        return round.to() <= head.sent()
                ? new HeadWrite.Refused(Optional.of(head))
                : log.write(HeadUpdate.sent(head, owner, round.to(), until()));
    }

    /** Returns the next records to broadcast, at least one. */
    private Round next(Head head) {
        long first = head.sent() + 1;
        long most = Math.min(head.end(), head.sent() + Round.MAX_RECORDS);
        long last = head.sent();
        long bytes = 0;
        var entries = reader.read(head.epoch(), first, most);
        for (NumberedRecord next : NumberedRecord.between(entries, first, most)) {
            bytes += next.content().bytes();
            if (next.number() > first && bytes > Round.MAX_BYTES) {
                return new Round(head.epoch(), first, last);
            }
            last = next.number();
        }
        return new Round(head.epoch(), first, last);
    }

    /**
     * Invokes the next holder, and passes the lease to it then: the other way round, a crash in
     * between would leave a lease that nobody holds.
     *
     * @return empty if nobody could be invoked, and there is time for another round
     */
    private Optional<End> handedOver(Head head, String owner, boolean timeIsOver) {
        String next = owners.get();
        try {
            handOver.invoke(owner, next);
        } catch (RuntimeException e) {
            if (timeIsOver) {
                throw e;
            }
            LOG.atWarn().setCause(e).log("The lease can't be handed over; going on with it");
            return Optional.empty();
        }
        var passed = log.write(HeadUpdate.pass(head, owner, new Lease(next, until())));
        return Optional.of(
                switch (passed) {
                    case HeadWrite.Written ignored -> End.HANDED_OVER;
                    case HeadWrite.Refused ignored -> End.LOST;
                });
    }

    private Instant until() {
        return clock.instant().plus(leaseDuration);
    }
}
