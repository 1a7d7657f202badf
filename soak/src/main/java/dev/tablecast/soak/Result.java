package dev.tablecast.soak;

import java.util.List;
import java.util.Map;

/**
 * What came of a soak.
 *
 * @param followed changes that came to clients that resume, each as often as it came
 * @param dropped those of them that they had already
 * @param resumed how often a client was up to date again from the position that it had kept
 * @param resets how often a client was told to start over
 * @param load what clients did, by name
 * @param faults what was made to go wrong, by name
 * @param commits changes that the table committed
 * @param givenUp what the on-failure queue was told of each batch that was given up
 */
record Result(
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
    Result {
        givenUp = List.copyOf(givenUp);
    }

    /** Changes on the wire. */
    long deliveries() {
        return verdict.deliveries() + followed;
    }

    /** Those of them that had come before. */
    long repeated() {
        return verdict.repeated() + dropped;
    }
}
