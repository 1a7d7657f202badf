package dev.tablecast.functions.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One numbered log of a table's changes, and its delivery.
 *
 * <p>Whatever is appended is owed to every connection until {@code Sent} has passed it: by the
 * holder of the lease, by the retry of a holder that died, and at the last by the sweep.
 */
public final class Feed {
    /** The life of a lease that isn't renewed. */
    public static final Duration LEASE = Duration.ofSeconds(15);

    /** The difference of clocks that is allowed for. */
    private static final Duration MOST_SKEW = Duration.ofSeconds(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final ChangeLog log;
    private final Epochs epochs;
    private final Appender appender;
    private final Holder holder;
    private final InstantSource clock;
    private final Pause pause;

    /**
     * @param owners names of holders, none of which comes twice
     */
    public Feed(
            ChangeLog log,
            LogReader reader,
            Epochs epochs,
            Broadcasting broadcasting,
            LeaseKeeper keeper,
            HandOver handOver,
            Supplier<String> owners,
            InstantSource clock,
            Pause pause) {
        this.log = log;
        this.epochs = epochs;
        this.appender = new Appender(log, reader, epochs, clock, LEASE, pause);
        this.holder =
                new Holder(
                        log, reader, epochs, broadcasting, keeper, handOver, owners, clock, LEASE);
        this.clock = clock;
        this.pause = pause;
    }

    /** The end of a batch. */
    public sealed interface Acceptance {
        /** Every record is in the log, or covered by a reset, and someone owes its delivery. */
        record Complete() implements Acceptance {}

        /**
         * The records before one are in the log and owed; from that one on, the batch must come
         * again.
         */
        record FailedAt(int index, RuntimeException failure) implements Acceptance {}
    }

    /**
     * Appends a batch, and broadcasts if the lease is free or the batch's own.
     *
     * @throws RuntimeException if nothing of the batch is known to be in the log, or a broadcast
     *     failed: the whole batch must come again
     */
    public Acceptance accept(Batch batch, Budget budget) {
        return switch (appender.append(batch)) {
            case Appended.Superseded ignored -> new Acceptance.Complete();
            case Appended.Whole whole -> {
                settle(whole.head(), batch.owner(), whole.own(), budget);
                yield new Acceptance.Complete();
            }
            case Appended.Partly partly -> {
                // The next delivery begins elsewhere and doesn't know this one's lease, which the
                // call
                // that failed may have taken.
                Head now = log.head().orElse(partly.head());
                long own = now.epoch().equals(partly.head().epoch()) ? partly.own() : 0;
                settle(now, batch.owner(), own, budget);
                yield new Acceptance.FailedAt(partly.count(), partly.failure());
            }
        };
    }

    /**
     * Goes on where a holder left off, as soon as it has passed the lease.
     *
     * @param from the owner that passes the lease
     * @param owner the owner that gets it
     */
    public void takeOver(String from, String owner, Budget budget) {
        Optional<Head> head = log.head();
        while (head.isPresent()
                && head.get().isHeldBy(from)
                && head.get().isHeldByAnother(owner, clock.instant())) {
            pause.of(BETWEEN_LOOKS);
            head = log.head();
        }
        head.ifPresent(found -> settle(found, owner, 0, budget));
    }

    /** Broadcasts what is unsent while nobody has the lease. */
    public void sweep(String owner, Budget budget) {
        log.head().ifPresent(found -> settle(found, owner, 0, budget));
    }

    /**
     * Begins a new epoch, because changes were lost before they could be appended, and broadcasts
     * its reset; only broadcasts if an epoch has begun since.
     *
     * @param lost a time after which no change was lost
     */
    public void startOver(Instant lost, String owner, Budget budget) {
        Head head =
                log.head()
                        .filter(
                                known ->
                                        Epochs.beginning(known.epoch())
                                                .isAfter(lost.plus(MOST_SKEW)))
                        .orElseGet(() -> epochs.replace(epochs.currentOrFirst()));
        settle(head, owner, 0, budget);
    }

    private void settle(Head read, String owner, long own, Budget budget) {
        String epoch = read.epoch();
        Optional<Head> head = Optional.of(read);
        while (head.isPresent()) {
            Head current = head.get();
            if (current.isHeldBy(owner)) {
                long ownHere = current.epoch().equals(epoch) ? own : 0;
                if (holder.broadcast(current, owner, ownHere, budget) != Holder.End.LOST) {
                    return;
                }
                head = log.head();
            } else if (!current.hasDebt() || current.isHeldByAnother(owner, clock.instant())) {
                return;
            } else {
                Instant until = clock.instant().plus(LEASE);
                head =
                        switch (log.write(HeadUpdate.take(current, new Lease(owner, until)))) {
                            case HeadWrite.Written written -> Optional.of(written.head());
                            case HeadWrite.Refused refused -> refused.current();
                        };
            }
        }
    }
}
