package dev.tablecast.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tablecast.bench.broadcast.BroadcastRig;
import dev.tablecast.bench.broadcast.Recording;
import dev.tablecast.bench.broadcast.StreamEvents;
import dev.tablecast.bench.stub.StubProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is billed is what a broadcast did. */
class BroadcastingIT {
    @Test
    void aBroadcastIsBilledByWhatItDid() {
        try (var stub = StubProcess.start(List.of(1));
                var rig =
                        BroadcastRig.start(
                                Map.of(
                                        "auth", "none",
                                        "pageSize", "100",
                                        "chunkSize", "50",
                                        "postMemoryMegabytes", "2048"),
                                stub.endpoint(1))) {
            rig.growTo(120);
            Recording recording = rig.oneByOne(StreamEvents.of(3));
            var broadcasting =
                    new Broadcasting(
                            120, recording, recording, rig.readUnits(), rig.postMegabytes(), 512);
            Consumption consumption = broadcasting.consumption(WorkflowLog.EVENTS, 0.5);

            assertThat(recording.posts()).as("chunks of two pages").hasSize(3);
            assertThat(consumption.of(Item.MESSAGES)).isEqualTo(120);
            assertThat(consumption.of(Item.LAMBDA_REQUESTS)).isEqualTo(4);
            assertThat(consumption.of(Item.EXPRESS_REQUESTS)).isEqualTo(1);
            assertThat(consumption.of(Item.TRACES)).isEqualTo(0.5);
            // Rows of 63 bytes: 100 of them have two units of 4 KB, and the other 20 one. The
            // trigger
            // reads head and marker, and each post function the entry.
            assertThat(consumption.of(Item.READS)).isEqualTo(3 + 2 + 3);
            // The feed's beginning, counted as an append; head, marker and entry in a transaction;
            // then the head alone.
            assertThat(consumption.of(Item.WRITES)).isEqualTo(2 * 3 + 2 * 3 + 1);
            double gigabyteSeconds =
                    2.0 * broadcasting.posting().toMillis() / 1000
                            + 0.5
                                    * Math.ceil(recording.trigger().duration().toNanos() / 1e6)
                                    / 1000;
            assertThat(consumption.of(Item.LAMBDA_COMPUTE))
                    .isCloseTo(gigabyteSeconds, within(1e-9));
            assertThat(consumption.of(Item.EXPRESS_COMPUTE))
                    .as("at least 100 ms of 64 MB")
                    .isGreaterThanOrEqualTo(0.00624);
            assertThat(consumption.of(Item.LOG_BYTES))
                    .isGreaterThan(100.0 * recording.history().size());
            assertThat(recording.trigger().log()).contains("\"Delivered\":120").endsWith("\n");
        }
    }

    @Test
    void aMillisecondThatHasBegunIsBilled() {
        assertThat(Broadcasting.billed(Duration.ofNanos(10_000_001))).hasMillis(11);
        assertThat(Broadcasting.billed(Duration.ofMillis(10))).hasMillis(10);
        assertThat(Broadcasting.gigabyteSeconds(1769, Duration.ofSeconds(2)))
                .isCloseTo(3.455, within(0.001));
    }
}
