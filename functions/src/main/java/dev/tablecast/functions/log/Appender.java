package dev.tablecast.functions.log;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends batches to the log, each event once, whatever Lambda delivers again and however it cuts
 * what it delivers.
 *
 * @param leaseDuration duration of a lease that isn't renewed
 */
record Appender(
        ChangeLog log,
        LogReader reader,
        Epochs epochs,
        InstantSource clock,
        Duration leaseDuration,
        Pause pause) {
    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

    /**
     * Appends the events of a batch that aren't logged yet, and takes the lease with the first of
     * them if it is free.
     *
     * @throws RuntimeException the SDK's, if a call failed before anything of the batch was known
     *     to be in the log
     */
    Appended append(Batch batch) {
        List<LogRecord> records = batch.records();
        Progress progress = new Progress();
        while (progress.count < records.size()) {
            try {
                if (!advance(batch, records.subList(progress.count, records.size()), progress)) {
                    return new Appended.Superseded(progress.head());
                }
            } catch (RuntimeException e) {
                if (progress.count == 0) {
                    throw e;
                }
                return new Appended.Partly(progress.head(), progress.own, progress.count, e);
            }
        }
        return new Appended.Whole(progress.head(), progress.own);
    }

    /** The state of an append. */
    private static final class Progress {
        private int count;
        private long own;
        private int refusals;
        private Optional<Head> head = Optional.empty();

        Head head() {
            return head.orElseThrow();
        }

        void logged(Head now, int events, String epoch, long to) {
            head = Optional.of(now);
            count += events;
            own = now.epoch().equals(epoch) ? to : 0;
            refusals = 0;
        }
    }

    /** Returns false if the batch's mapping was replaced. */
    private boolean advance(Batch batch, List<LogRecord> rest, Progress progress) {
        var found = log.find(rest.getFirst().eventId());
        Optional<Head> current = epochs.current(found.head(), batch.generation());
        if (current.isEmpty()) {
            progress.head = found.head();
            return false;
        }
        Head head = current.get();
        if (found.marker().isPresent()) {
            skip(head, found.marker().get(), rest, progress);
        } else {
            append(head, batch.owner(), Entry.fitting(rest), progress);
        }
        return true;
    }

    private void skip(Head head, Marker marker, List<LogRecord> rest, Progress progress) {
        int events = Math.min(marker.events(), rest.size());
        Head now = marker.events() > rest.size() ? markNext(head, marker, rest.size()) : head;
        progress.logged(now, events, marker.epoch(), marker.number() + events - 1);
    }

    /**
     * Marks the event after the batch, which ends inside an entry: Lambda may go on there. If the
     * entry can't be read, that event would be logged a second time: then the feed starts over.
     */
    private Head markNext(Head head, Marker marker, int events) {
        long next = marker.number() + events;
        var entry =
                log.entriesFrom(marker.epoch(), next).stream()
                        .findFirst()
                        .filter(found -> found.contains(next));
        if (entry.isEmpty()) {
            return epochs.replace(head);
        }
        log.mark(entry.get().get(next).eventId(), new Marker(marker.epoch(), next, marker.to()));
        return head;
    }

    private void append(Head head, String owner, List<LogRecord> records, Progress progress) {
        switch (log.append(head, records, lease(head, owner))) {
            case AppendWrite.Appended appended -> {
                Entry entry = appended.entry();
                reader.remember(entry);
                progress.logged(appended.head(), records.size(), entry.epoch(), entry.to());
            }
            case AppendWrite.Refused ignored -> {
                progress.refusals++;
                LOG.atDebug()
                        .addKeyValue("refusals", progress.refusals)
                        .log("Someone else wrote the head first");
                pause.afterConflict(progress.refusals);
            }
        }
    }

    private Optional<Lease> lease(Head head, String owner) {
        var now = clock.instant();
        return head.isHeldByAnother(owner, now)
                ? head.lease()
                : Optional.of(new Lease(owner, now.plus(leaseDuration)));
    }
}
