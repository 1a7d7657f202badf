package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.testing.watching.WatchingClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A table with many rows whose connections ended long ago. */
class GhostsIT {
    private static final int BATCH = 25;

    @Test
    void a100ClientsAmong9900GhostsGetTheChangeOnceAndOneBroadcastPrunesTheRest() {
        var faults = new ScriptedFaults();
        try (TestSystem system =
                TestSystem.start(options -> options.withFunctionLog(faults), "projection", "ALL")) {
            List<WatchingClient> clients = system.connect(100);
            for (int from = 0; from < 9_900; from += BATCH) {
                putGhosts(system, from);
            }

            system.put("among-ghosts", "value", "1");

            await().atMost(Duration.ofMinutes(3)).until(() -> !faults.metrics().isEmpty());
            assertThat(faults.sum("Targeted")).isEqualTo(10_000);
            assertThat(faults.sum("Delivered")).isEqualTo(100);
            assertThat(faults.sum("Gone")).isEqualTo(9_900);
            assertThat(clients).allMatch(client -> client.texts().size() == 1);
            assertThat(system.rows()).hasSize(100);
        }
    }

    private static void putGhosts(TestSystem system, int from) {
        List<WriteRequest> puts =
                IntStream.range(from, from + BATCH).mapToObj(GhostsIT::putGhost).toList();
        system.dynamoDb()
                .batchWriteItem(
                        request ->
                                request.requestItems(
                                        Map.of(
                                                system.cloud().export("connectionsTableName"),
                                                puts)));
    }

    private static WriteRequest putGhost(int number) {
        var row = new HashMap<String, AttributeValue>();
        row.put("ConnectionId", TestSystem.text("Z2hvc3Qg%05dMm8=".formatted(number)));
        row.put("Terms", TestSystem.text("1.rs."));
        row.put("ExpiresAt", AttributeValue.fromN("9999999999"));
        return WriteRequest.builder().putRequest(PutRequest.builder().item(row).build()).build();
    }
}
