package dev.tablecast.functions.feed;

import dev.tablecast.functions.change.ChangeBody;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.log.NumberedRecord;
import dev.tablecast.functions.log.Round;
import java.time.Instant;
import java.util.Optional;

/**
 * A round, as its metrics need it.
 *
 * @param first the time at which the first of its changes was committed; empty if it has none
 */
public record RoundContent(int changes, int resets, Optional<Instant> first) {
    static RoundContent of(Round round, LogReader reader) {
        int changes = 0;
        int resets = 0;
        Optional<Instant> first = Optional.empty();
        var entries = reader.read(round.epoch(), round.from(), round.to());
        for (NumberedRecord next : NumberedRecord.between(entries, round.from(), round.to())) {
            switch (next.content()) {
                case LogRecord.Reset ignored -> resets++;
                case LogRecord.Change change -> {
                    changes++;
                    if (first.isEmpty()) {
                        first = Optional.of(ChangeBody.read("", change.body()).at());
                    }
                }
            }
        }
        return new RoundContent(changes, resets, first);
    }
}
