package dev.tablecast.bench.coldstart;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * How long one start took, phase by phase.
 *
 * @param initialization from the start of the process, JVM included, until it could serve
 * @param first the first invocation, which does its useful work
 * @param second the same again
 */
record Phases(Duration initialization, Duration first, Duration second) {
    /** When the first client is served. */
    Duration useful() {
        return initialization.plus(first);
    }

    /** The median of each phase by itself. */
    static Phases median(List<Phases> starts) {
        return new Phases(
                median(starts, Phases::initialization),
                median(starts, Phases::first),
                median(starts, Phases::second));
    }

    private static Duration median(List<Phases> starts, Function<Phases, Duration> phase) {
        return starts.stream()
                .map(phase)
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(starts.size() / 2);
    }
}
