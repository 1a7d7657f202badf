package dev.tablecast.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScaleBenchmarkTest {
    private final Workflow workflow =
            Workflow.ofTheDefaults(Path.of(System.getProperty("tablecast.project")));

    @Test
    void theWorkflowIsTheOneThatIsDeployed() {
        assertThat(workflow.mapConcurrency()).isBetween(1, 40);
        assertThat(workflow.timeout()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(5));
        assertThat(workflow.invocationsAtATime()).isBetween(1, workflow.mapConcurrency());
        assertThat(workflow.payloadShare()).isBetween(0.1, 0.5);
    }

    @Test
    void aLimitIsTheFewestConnectionsThatAreTooMany() {
        assertThat(Limit.at("", "", "", n -> n > 20_000).reached()).isEqualTo(21_000);
        assertThat(Limit.at("", "", "", n -> false).reached()).isEqualTo(Limit.NEVER);
        assertThat(Limit.at("", "", "", n -> true).reached()).isZero();
    }

    @Test
    void whatIsAskedForSuffices() {
        var needs = Needs.within(Duration.ofSeconds(5), 1_000_000, workflow, Timings.SUPPOSED);

        assertThat(needs.broadcast().duration()).isLessThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(
                        OneBroadcast.of(
                                        1_000_000,
                                        workflow.withSegments(needs.segments() - 1),
                                        needs.quotas(),
                                        Timings.SUPPOSED)
                                .duration())
                .isGreaterThan(Duration.ofSeconds(5));
    }

    @Test
    void connectionsComeBackAsFastAsTheyAreLetIn() {
        assertThat(ScaleBenchmark.back(100_000)).isEqualTo(Duration.ofSeconds(200));
        assertThat(ScaleBenchmark.reconnects(72_000)).isCloseTo(10, within(1e-9));
    }
}
