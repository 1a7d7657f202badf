package dev.tablecast.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A small soak: real sockets, many writers, and faults of every kind. */
@Timeout(240) // Half a minute until rows may be pruned, and up to two minutes to settle.
class SoakIT {
    /** A seed with which the first few calls of every kind include a fault. */
    private static final long SEED = 49127;

    @Test
    void thePromiseIsKeptThoughEverythingGoesWrongNowAndThen() throws Exception {
        SoakProcess soak =
                SoakProcess.run(
                        "-Dconnections=30",
                        "-Dchanges=100",
                        "-Dseconds=6",
                        "-Dfaults=5",
                        "-DgivenUp=0",
                        "-Dseed=" + SEED);

        assertThat(soak.errors()).isEmpty();
        assertThat(soak.output()).contains("The promise was kept.");
        assertThat(soak.output().getLast())
                .matches(
                        "soak: deliveries=[0-9]{4,} repeated=[0-9]+ resumed=[1-9][0-9]* resets=0"
                                + " lost=0 outOfOrder=0 doubled=0 livePruned=0 ghosts=0 blocked=0"
                                + " leaked=0 missing=0 p50ms=[0-9]+ maxms=[0-9]+ heapMb=[0-9]+");
        assertThat(soak.exitStatus()).isZero();

        assertThat(soak.sum("changes committed")).isGreaterThanOrEqualTo(100);
        assertThat(soak.sum("connections cut by their client")).isPositive();
        assertThat(soak.sum("connections closed by their client")).isPositive();
        assertThat(soak.sum("times that a client stalled")).isPositive();
        assertThat(soak.sum("connections closed at the end of their token")).isPositive();
        assertThat(soak.sum("connections open in the end")).isEqualTo(30);

        assertThat(soak.sum("POST @connections: ")).isPositive();
        assertThat(soak.sum("PutItem: ")).isPositive();
        assertThat(soak.sum("GetRecords: ")).isPositive();
        assertThat(soak.sum("function connect: ")).isPositive();
        assertThat(soak.sum("function authorize: ")).isPositive();
        // So few calls of these kinds that any one of them may be spared.
        assertThat(
                        soak.sum("function post: ")
                                + soak.sum("execution of broadcast: ")
                                + soak.sum("batch: delivered twice"))
                .isPositive();
        assertThat(soak.sum("batches given up")).isZero();
    }

    @Test
    void wrongSettingsAreALineEach() throws Exception {
        SoakProcess soak = SoakProcess.run("-Dconnections=abc", "-Dfaults=101");

        assertThat(soak.exitStatus()).isEqualTo(2);
        assertThat(soak.output()).isEmpty();
        assertThat(soak.errors())
                .containsExactly(
                        "soak: -Dconnections is \"abc\"; it takes a number from 1 to 10,000",
                        "soak: -Dfaults is \"101\"; it takes a number from 0 to 100");
    }
}
