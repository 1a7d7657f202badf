package dev.tablecast.soak;

import java.util.List;
import java.util.Map;

/**
 * What came of a soak.
 *
 * @param load what clients did, by name
 * @param faults what was made to go wrong, by name
 * @param commits changes that the table committed
 * @param givenUp what the on-failure queue was told of each batch that was given up
 */
record Result(
        SoakSettings settings,
        Verdict verdict,
        Latencies latencies,
        Map<String, Long> load,
        Map<String, Long> faults,
        int commits,
        List<String> givenUp,
        int heapMb) {
    Result {
        givenUp = List.copyOf(givenUp);
    }
}
