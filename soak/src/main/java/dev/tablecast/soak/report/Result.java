package dev.tablecast.soak.report;

import dev.tablecast.soak.checks.Latencies;
import dev.tablecast.soak.checks.Verdict;
import dev.tablecast.soak.settings.SoakSettings;
import java.util.List;
import java.util.Map;

/**
 * The result of a soak.
 *
 * @param followed changes received by clients that resume, repetitions included
 * @param dropped the repetitions among them
 * @param resumed the number of successful resumes from a kept position
 * @param resets the number of resets of clients
 * @param load counts of the clients' events, by name
 * @param faults counts of the injected faults, by name
 * @param commits the number of committed changes
 * @param givenUp the message in the on-failure queue for each batch that was given up
 * @param heapMb the peak of the heap
 */
public record Result(
        SoakSettings settings,
        Verdict verdict,
        Latencies latencies,
        long followed,
        long dropped,
        long resumed,
        long resets,
        Map<String, Long> load,
        Map<String, Long> faults,
        int commits,
        List<String> givenUp,
        int heapMb) {
    public Result {
        givenUp = List.copyOf(givenUp);
    }

    /** Returns the number of changes received by all clients, repetitions included. */
    long deliveries() {
        return verdict.deliveries() + followed;
    }

    /** Returns the number of repetitions among the deliveries. */
    long repeated() {
        return verdict.repeated() + dropped;
    }
}
