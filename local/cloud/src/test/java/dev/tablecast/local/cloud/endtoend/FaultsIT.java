package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.local.cloud.stream.StreamFaults;
import dev.tablecast.testing.watching.WatchingClient;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Faults that must affect only one client or one batch. */
class FaultsIT {
    private static final ConcurrentMap<String, AtomicInteger> BUSY = new ConcurrentHashMap<>();
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system =
                TestSystem.start(
                        options ->
                                options.withFaults(
                                        Faults.NONE
                                                .withConnections(FaultsIT::busy)
                                                .withStream(
                                                        StreamFaults.expiring(FaultsIT::tooOld))),
                        "projection",
                        "ALL");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void disconnect() {
        BUSY.clear();
        system.disconnectAll();
    }

    @Test
    void aBatchThatIsTooOldEndsInTheOnFailureQueueAndTheRecordsAroundItArrive() {
        WatchingClient client = system.connect();
        List<String> before = IntStream.range(0, 7).mapToObj(i -> "item-" + i).toList();
        before.forEach(id -> system.put(id, "value", "fine"));
        await().untilAsserted(
                        () ->
                                assertThat(client.values("/keys/id"))
                                        .containsExactlyElementsOf(before));
        system.put("item-7", "value", "too old");
        await().until(() -> client.closed().isDone());

        WatchingClient returned = system.connect();
        List<String> after = IntStream.range(8, 20).mapToObj(i -> "item-" + i).toList();
        after.forEach(id -> system.put(id, "value", "fine"));
        await().untilAsserted(
                        () ->
                                assertThat(returned.values("/keys/id"))
                                        .containsExactlyElementsOf(after));

        assertThat(system.cloud().onFailureMessages()).hasSize(1);
        JsonNode discarded = WatchingClient.json(system.cloud().onFailureMessages().get(0).body());
        assertThat(discarded.at("/requestContext/condition").asText())
                .isEqualTo("RecordAgeExceeded");
        assertThat(discarded.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
        assertThat(discarded.toString()).doesNotContain("too old");
    }

    @Test
    void aBusyConnectionIsTriedAgainUntilItTakesTheMessage() {
        WatchingClient client = system.connect();
        BUSY.put(onlyConnection(), new AtomicInteger(4));

        system.put("busy", "value", "1");

        await().untilAsserted(() -> assertThat(client.values("/keys/id")).containsExactly("busy"));
        assertThat(client.closed()).isNotDone();
    }

    @Test
    void aConnectionThatStaysBusyIsClosedAndTheOthersNeverNotice() {
        WatchingClient busy = system.connect();
        BUSY.put(onlyConnection(), new AtomicInteger(Integer.MAX_VALUE));
        List<WatchingClient> others = system.connect(5);

        system.put("closing", "value", "1");
        system.put("later", "value", "1");

        await().until(() -> busy.closed().isDone());
        await().untilAsserted(
                        () ->
                                assertThat(others)
                                        .allSatisfy(
                                                client ->
                                                        assertThat(client.values("/keys/id"))
                                                                .containsExactly(
                                                                        "closing", "later")));
        await().until(() -> system.rows().size() == 5);
        assertThat(busy.changes()).isEmpty();
    }

    private static String onlyConnection() {
        return system.cloud().gateway().connections().get(0).connectionId();
    }

    private static ManagementFaults.Fault busy(ManagementFaults.Call call) {
        AtomicInteger left = BUSY.get(call.connectionId());
        return call.method().equals("POST") && left != null && left.getAndDecrement() > 0
                ? new ManagementFaults.Answer(429)
                : new ManagementFaults.None();
    }

    private static boolean tooOld(List<JsonNode> records) {
        return records.toString().contains("too old");
    }
}
