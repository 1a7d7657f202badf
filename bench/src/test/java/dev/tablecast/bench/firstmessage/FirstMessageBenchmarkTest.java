package dev.tablecast.bench.firstmessage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FirstMessageBenchmarkTest {
    @Test
    void downloadsAreTheDifferenceBetweenTheColdRunAndTheWarmOne() {
        assertThat(FirstMessageBenchmark.downloads(run(2, 100, 103), run(1, 40, 42), 312_000_000))
                .isEqualTo("Downloads are 312 MB and take 61.0 s, the difference between the two.");
    }

    private static FirstMessage run(long cloned, long ready, long message) {
        return new FirstMessage(
                Duration.ofSeconds(cloned), Duration.ofSeconds(ready), Duration.ofSeconds(message));
    }
}
