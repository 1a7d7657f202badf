package dev.tablecast.soak.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.soak.checks.Latencies;
import dev.tablecast.soak.checks.Verdict;
import dev.tablecast.soak.settings.SoakSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void theLastLineIsForMachines() {
        assertThat(
                        report(new Verdict(234_567, 9, 1, 2, 8, 3, 6, 7, 4, 5, 11, 12, List.of()))
                                .line())
                .isEqualTo(
                        "soak: deliveries=1234567 repeated=89 resumed=70 resets=6 lost=1"
                            + " outOfOrder=2 doubled=8 livePruned=3 ghosts=4 blocked=5 leaked=11"
                            + " missing=12 p50ms=240 maxms=5100 heapMb=321");
    }

    @Test
    void theTextSaysWhatHappenedAndWhatWasFound() {
        assertThat(report(new Verdict(234_567, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of())).text())
                .contains(
                        "connections cut by their client                                      12\n")
                .contains(
                        "PutItem: throttled                                                    7\n")
                .contains(
                        "changes committed                                                 1,050\n")
                .contains(
                        "deliveries                                                    1,234,567\n")
                .endsWith("\nThe promise was kept.\n");
    }

    @Test
    void aBrokenPromiseIsSaidWithItsViolationsAndTheSeed() {
        assertThat(
                        report(
                                        new Verdict(
                                                9,
                                                0,
                                                1,
                                                0,
                                                0,
                                                0,
                                                0,
                                                0,
                                                0,
                                                0,
                                                0,
                                                0,
                                                List.of("lost: this one")))
                                .text())
                .contains("\nlost: this one\n")
                .contains("\ngiven up: {\"batchSize\":1}\n")
                .endsWith("The promise was broken; -Dseed=42 makes the same decisions again.\n");
    }

    @Test
    void repetitionsAreFineAndAnythingElseIsAFailure() {
        assertThat(report(new Verdict(9, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of())).exitStatus())
                .isZero();
        assertThat(report(new Verdict(9, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of())).exitStatus())
                .isOne();
        assertThat(report(new Verdict(9, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, List.of())).exitStatus())
                .isOne();
        assertThat(report(new Verdict(9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, List.of())).exitStatus())
                .isOne();
        assertThat(report(new Verdict(9, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, List.of())).exitStatus())
                .isOne();
        assertThat(report(new Verdict(9, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, List.of())).exitStatus())
                .isOne();
        assertThat(report(new Verdict(9, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, List.of())).exitStatus())
                .isOne();
        assertThat(report(new Verdict(9, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, List.of())).exitStatus())
                .isOne();
        assertThat(report(new Verdict(9, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, List.of())).exitStatus())
                .isOne();
        assertThat(report(new Verdict(9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, List.of())).exitStatus())
                .isOne();
        assertThat(report(new Verdict(9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, List.of())).exitStatus())
                .isOne();
    }

    private static Report report(Verdict verdict) {
        return new Report(
                new Result(
                        new SoakSettings(10, 10, Duration.ofSeconds(1), 5, 1, 42),
                        verdict,
                        new Latencies(240, 5100),
                        1_000_000,
                        80,
                        70,
                        6,
                        Map.of("connections cut by their client", 12L),
                        Map.of("PutItem: throttled", 7L),
                        1050,
                        List.of("{\"batchSize\":1}"),
                        321));
    }
}
