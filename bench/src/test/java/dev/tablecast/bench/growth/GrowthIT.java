package dev.tablecast.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.bench.broadcast.StreamEvents;
import dev.tablecast.bench.growth.Growth.Broadcast;
import dev.tablecast.bench.stub.StubProcess;
import dev.tablecast.local.stepfunctions.execution.Payload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthIT {
    private static final Map<String, String> SETTINGS =
            Map.of("auth", "none", "pageSize", "100", "chunkSize", "40");

    @Test
    void whatABroadcastTakesGrowsWithItsPages() {
        try (var stub = StubProcess.start(List.of(1));
                var growth = new Growth(SETTINGS, stub.endpoint(1))) {
            Broadcast none = growth.broadcast(0, StreamEvents.of(1));
            Broadcast one = growth.broadcast(1, StreamEvents.of(1));
            Broadcast two = growth.broadcast(150, StreamEvents.of(1));
            Broadcast five = growth.broadcast(450, StreamEvents.of(1));
            Broadcast full = growth.broadcast(200, StreamEvents.of(1));

            assertThat(List.of(none, one, two, five))
                    .extracting(Broadcast::pages)
                    .containsExactly(1, 1, 2, 5);
            assertThat(full.pages()).as("a full page may not be the last").isEqualTo(3);
            assertThat(List.of(none, one, two, five, full))
                    .extracting(Broadcast::invocations)
                    .containsExactly(0, 1, 3 + 2, 4 * 3 + 2, 2 * 3);
            assertThat(two.mostIterations()).isBetween(1, 3);
            assertThat(one.largestPayload()).isPositive();
            assertThat(five.largestPayload())
                    .as("the page's, not the table's")
                    .isBetween(two.largestPayload(), two.largestPayload() + 1_000)
                    .isLessThan(Payload.MOST_BYTES);
            int page = (five.transitions() - two.transitions()) / 3;
            assertThat(page)
                    .as("scan, choice, cut, map, three chunks of two, choice")
                    .isEqualTo(11);
            assertThat(five.events()).isGreaterThan(two.events());
        }
    }
}
