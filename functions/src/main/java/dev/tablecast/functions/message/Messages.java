package dev.tablecast.functions.message;

import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.log.NumberedRecord;
import dev.tablecast.functions.view.View;
import java.util.List;
import java.util.Optional;

/** The messages that deliver a range of records, rendered when they are asked for. */
public interface Messages {
    /** Returns the last reset in the range; what comes before it in the range isn't delivered. */
    Optional<Reset> reset();

    /**
     * Returns the frames for those who have a view, in order; none if nothing is for them.
     *
     * @throws java.io.UncheckedIOException if a change can't be read
     */
    List<Frame> frames(View view, Audience audience);

    /**
     * A reset in the log.
     *
     * @param number its number
     */
    record Reset(long number, LogRecord.Reason reason) {}

    /** Returns the last reset among records of consecutive entries. */
    static Optional<Reset> lastReset(List<Entry> entries, long from, long to) {
        for (NumberedRecord next : NumberedRecord.between(entries, from, to).reversed()) {
            if (next.content() instanceof LogRecord.Reset reset) {
                return Optional.of(new Reset(next.number(), reset.reason()));
            }
        }
        return Optional.empty();
    }
}
