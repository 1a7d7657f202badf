package dev.tablecast.functions.feed;

import dev.tablecast.functions.change.ChangeBody;
import dev.tablecast.functions.log.Head;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.log.LogUnreadableException;
import dev.tablecast.functions.metrics.EmfLine;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The part of a log that isn't sent yet.
 *
 * @param changes number of its records
 * @param age since the first of them was committed; zero if there is none, or it is a reset
 */
public record Lag(long changes, Duration age) {
    private static final Lag NONE = new Lag(0, Duration.ZERO);

    /** Returns the lag of a feed now. */
    public static Lag of(LogParts parts) {
        Optional<Head> head = parts.log().head();
        return head.isPresent() && head.get().hasDebt() ? of(head.get(), parts) : NONE;
    }

    private static Lag of(Head head, LogParts parts) {
        long first = head.sent() + 1;
        Instant now = parts.clock().instant();
        return new Lag(
                head.end() - head.sent(),
                commitTime(head.epoch(), first, parts)
                        .map(at -> Duration.between(at, now))
                        .filter(Duration::isPositive)
                        .orElse(Duration.ZERO));
    }

    private static Optional<Instant> commitTime(String epoch, long number, LogParts parts) {
        try {
            var entry = parts.reader().read(epoch, number, number).getFirst();
            return entry.get(number) instanceof LogRecord.Change change
                    ? Optional.of(ChangeBody.read("", change.body()).at())
                    : Optional.empty();
        } catch (LogUnreadableException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Writes {@code LagChanges} and {@code LagSeconds}. */
    public String metrics(EmfLine line) {
        return line.count("LagChanges", changes).seconds("LagSeconds", age.toSeconds()).text();
    }
}
