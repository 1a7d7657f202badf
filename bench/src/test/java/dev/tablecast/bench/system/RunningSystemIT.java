package dev.tablecast.bench.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunningSystemIT {
    @Test
    void everyChangeIsTimedForEveryClient() throws InterruptedException {
        try (var system = RunningSystem.start(Path.of(System.getProperty("tablecast.project")))) {
            system.growTo(2);
            system.growTo(5);

            Measured first = system.load(40, Duration.ofSeconds(1));
            Measured second = system.load(10, Duration.ofSeconds(1));
            Idle idle = system.hold(20);

            assertThat(first.changes()).isBetween(1, 40);
            assertThat(first.latencies().count()).isEqualTo(5L * first.changes());
            assertThat(first.messages()).isPositive().isLessThanOrEqualTo(5 * first.changes());
            assertThat(second.latencies().count()).isEqualTo(5L * second.changes());
            for (Stage stage : Stage.values()) {
                assertThat(second.of(stage).count()).isEqualTo(5L * second.changes());
            }
            double stages =
                    second.stages().values().stream().mapToDouble(Latencies::meanMillis).sum();
            assertThat(stages)
                    .as("but for changes that were read before their writer knew of them")
                    .isGreaterThanOrEqualTo(second.latencies().meanMillis() - 0.001);
            assertThat(second.of(Stage.TURN).meanMillis()).isPositive();
            assertThat(idle.connections()).isEqualTo(25);
            assertThat(idle.memory().heapBytes()).isPositive();
            assertThat(idle.telling()).isPositive();
        }
    }
}
