package dev.tablecast.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OneBroadcastTest {
    /** A page of 1,000 in 100 ms: 50 of its own, 20 for ten invocations at once, 30 of work. */
    private static final Workflow WORKFLOW =
            new Workflow(1000, 100, 128, 40, Duration.ofSeconds(290), 100, 1);

    private static final Timings TIMINGS =
            new Timings(
                    Duration.ofMillis(10),
                    Duration.ofNanos(300_000),
                    Duration.ofMillis(20),
                    Duration.ofMillis(50));

    private static final Quotas PLENTY = new Quotas(1_000_000, 1_000_000, 500, 1000);

    @Test
    void pagesAreServedOneAfterTheOther() {
        var broadcast = OneBroadcast.of(2_500, WORKFLOW, PLENTY, TIMINGS);

        assertThat(broadcast.pages()).isEqualTo(3);
        assertThat(broadcast.invocations()).isEqualTo(25);
        assertThat(broadcast.duration()).isEqualTo(Duration.ofMillis(300));
        assertThat(broadcast.alone()).isEqualTo(broadcast.duration());
    }

    @Test
    void aPageWithMoreChunksThanIterationsTakesSeveralRounds() {
        var narrow = new Workflow(1000, 100, 128, 4, Duration.ofSeconds(290), 100, 1);

        assertThat(narrow.page(1000, TIMINGS)).isEqualTo(Duration.ofMillis(50 + 3 * 50));
    }

    @Test
    void aFunctionWaitsForItsPostsOrWorksOnThem() {
        var slow =
                new Timings(
                        Duration.ofMillis(100),
                        Duration.ofNanos(300_000),
                        Duration.ZERO,
                        Duration.ZERO);

        assertThat(WORKFLOW.page(1000, slow)).as("waits").isEqualTo(Duration.ofMillis(100));
        assertThat(new Workflow(1000, 100, 50, 40, Duration.ZERO, 100, 1).page(1000, slow))
                .as("waits twice")
                .isEqualTo(Duration.ofMillis(200));
        assertThat(WORKFLOW.page(1000, TIMINGS)).as("works").isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whatTheBurstDoesNotCoverWaitsForTheQuota() {
        var quotas = new Quotas(5_000, 2_000, 500, 1000);

        var broadcast = OneBroadcast.of(10_000, WORKFLOW, quotas, TIMINGS);

        assertThat(broadcast.alone()).isEqualTo(Duration.ofSeconds(1));
        assertThat(broadcast.seconds()).isCloseTo((10_000 - 2_000) / 5_000.0, within(0.001));
    }

    @Test
    void segmentsAreServedAtTheSameTimeAndShareTheQuota() {
        var four = WORKFLOW.withSegments(4);

        assertThat(OneBroadcast.of(8_000, four, PLENTY, TIMINGS).duration())
                .isEqualTo(Duration.ofMillis(200));
        assertThat(OneBroadcast.of(8_000, four, new Quotas(1_000, 0, 500, 1000), TIMINGS).seconds())
                .isCloseTo(8, within(0.001));
    }

    @Test
    void aScanIsBilledByFourKilobytesOfAPage() {
        // 12 + 16 bytes, 5 + 41, 9 + 6.
        assertThat(WORKFLOW.readUnits(1000)).isEqualTo(Math.ceilDiv(89 * 1000, 4096));
        assertThat(WORKFLOW.readUnits(1)).isEqualTo(1);
    }
}
