package dev.tablecast.functions.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records read by number, and the tail of the log in memory.
 *
 * <p>Each entry must begin where the one before it ended. A hole may be an entry whose transaction
 * is just being committed, so the reader looks again before it says that one is missing.
 */
public final class LogReader {
    private static final long TAIL_BYTES = 16L * 1024 * 1024;
    private static final int TRIES = 5;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(40);

    private final ChangeLog log;
    private final Tail tail;
    private final Pause pause;

    /** Keeps as much of the tail as serves a function's environment. */
    public LogReader(ChangeLog log, Pause pause) {
        this(log, TAIL_BYTES, pause);
    }

    /**
     * @param tailBytes the size of the records that are kept in memory
     */
    public LogReader(ChangeLog log, long tailBytes, Pause pause) {
        this.log = log;
        this.tail = new Tail(tailBytes);
        this.pause = pause;
    }

    /**
     * Returns the entries that have the records {@code from} to {@code to}; the first and the last
     * may have more.
     *
     * @throws LogUnreadableException if one of the records is missing
     */
    public List<Entry> read(String epoch, long from, long to) {
        var entries = new ArrayList<Entry>();
        long next = from;
        while (next <= to) {
            for (Entry entry : entriesFrom(epoch, next)) {
                if (next <= to && entry.contains(next)) {
                    entries.add(entry);
                    next = entry.to() + 1;
                }
            }
        }
        return entries;
    }

    /** Keeps an entry that was appended or read. */
    void remember(Entry entry) {
        tail.add(entry);
    }

    /** Returns entries of which one contains the number; those after it may be some of the next. */
    private List<Entry> entriesFrom(String epoch, long number) {
        Optional<Entry> known = tail.find(epoch, number);
        if (known.isPresent()) {
            return List.of(known.get());
        }
        for (int tries = 1; ; tries++) {
            List<Entry> found = log.entriesFrom(epoch, number);
            found.forEach(tail::add);
            if (found.stream().anyMatch(entry -> entry.contains(number))) {
                return found;
            }
            if (tries == TRIES) {
                throw new LogUnreadableException(epoch, number);
            }
            pause.of(BETWEEN_TRIES);
        }
    }
}
