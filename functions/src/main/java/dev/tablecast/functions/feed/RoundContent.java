package dev.tablecast.functions.feed;

import dev.tablecast.functions.change.ChangeBody;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.LogRecord;
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
        for (Entry entry : reader.read(round.epoch(), round.from(), round.to())) {
            long last = Math.min(round.to(), entry.to());
            for (long number = Math.max(round.from(), entry.from()); number <= last; number++) {
                switch (entry.get(number)) {
                    case LogRecord.Reset ignored -> resets++;
                    case LogRecord.Change change -> {
                        changes++;
                        if (first.isEmpty()) {
                            first = Optional.of(ChangeBody.read("", change.body()).at());
                        }
                    }
                }
            }
        }
        return new RoundContent(changes, resets, first);
    }
}
