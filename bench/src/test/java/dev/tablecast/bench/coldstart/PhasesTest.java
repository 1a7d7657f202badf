package dev.tablecast.bench.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhasesTest {
    @Test
    void theMedianOfEachPhaseCounts() {
        var median =
                Phases.median(List.of(phases(900, 50, 9), phases(700, 90, 1), phases(800, 70, 5)));

        assertThat(median).isEqualTo(phases(800, 70, 5));
        assertThat(median.useful()).isEqualTo(Duration.ofMillis(870));
    }

    private static Phases phases(long initialization, long first, long second) {
        return new Phases(
                Duration.ofMillis(initialization),
                Duration.ofMillis(first),
                Duration.ofMillis(second));
    }
}
