package dev.tablecast.bench.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void aPercentileIsTheShortestTimeThatSoManyDontExceed() {
        LongStream.rangeClosed(1, 200).forEach(i -> latencies.add(millis(201 - i) - 1));

        assertThat(latencies.medianMillis()).isEqualTo(100);
        assertThat(latencies.millis(99)).isEqualTo(198);
        assertThat(latencies.millis(99.1)).isEqualTo(199);
        assertThat(latencies.millis(100)).isEqualTo(200);
        assertThat(latencies.millis(0)).isEqualTo(1);
    }

    @Test
    void aDurationIsRoundedUpToATenthOfAMillisecond() {
        latencies.add(1_230_000);

        assertThat(latencies.medianMillis()).isEqualTo(1.3);
        assertThat(latencies.meanMillis()).isCloseTo(1.23, within(1e-9));
    }

    @Test
    void longOnesAreToldApartAsShortOnes() {
        latencies.add(millis(60_000));
        latencies.add(0);

        assertThat(latencies.count()).isEqualTo(2);
        assertThat(latencies.millis(50)).isEqualTo(0.1);
        assertThat(latencies.millis(51)).isEqualTo(60_000.1);
        assertThat(latencies.meanMillis()).isEqualTo(30_000);
    }

    @Test
    void whatSeemsToEndBeforeItBeginsTakesNoTime() {
        latencies.add(-5);

        assertThat(latencies.meanMillis()).isZero();
        assertThat(latencies.millis(99)).isEqualTo(0.1);
    }

    @Test
    void noneIsZero() {
        assertThat(latencies.medianMillis()).isZero();
        assertThat(latencies.meanMillis()).isZero();
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}
