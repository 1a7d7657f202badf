package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.stream.StreamFaults;
import dev.tablecast.testing.watching.WatchingClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Snapshots that are taken while writers write and the stream lags behind the table, and lists that
 * clients keep from them.
 */
class SnapshotUnderWritesIT {
    private static final int WRITERS = 10;
    private static final int ITEMS = 300;
    private static final int CLIENTS = 12;
    private static final int WRITES_BEFORE_REST = 2_400;
    private static final String FILTER =
            "\"filter\":\"room = :r AND shown = :t\",\"values\":{\":r\":\"lobby\",\":t\":true}";

    private final AtomicReference<Duration> lag = new AtomicReference<>(Duration.ZERO);
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Test
    void everyListEndsAsTheTableIsAndNoItemStepsBack() throws Exception {
        try (var system =
                        TestSystem.start(
                                options ->
                                        options.withFaults(
                                                Faults.NONE.withStream(
                                                        StreamFaults.lagging(lag::get))),
                                "projection",
                                "ALL",
                                "sourceHashKey",
                                "room",
                                "sourceRangeKey",
                                "id:N",
                                "snapshot",
                                "query");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int id = 0; id < ITEMS; id++) {
                put(system, id, 0, true);
            }
            lag.set(Duration.ofSeconds(3));
            var writing = new ArrayList<Future<?>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer;
                writing.add(threads.submit(() -> write(system, first)));
            }
            var clients = new ArrayList<WatchingClient>();
            for (int i = 0; i < CLIENTS; i++) {
                int due = WRITES_BEFORE_REST * i / CLIENTS;
                await().until(() -> written.get() >= due || anyIsDone(writing));
                clients.add(subscribed(system));
            }
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> written.get() >= WRITES_BEFORE_REST || anyIsDone(writing));
            stopped.set(true);
            for (Future<?> writer : writing) {
                writer.get();
            }
            lag.set(Duration.ZERO);
            WatchingClient witness = subscribed(system);
            await().until(() -> hasAll(witness));
            Map<String, JsonNode> table = snapshotOf(witness);

            assertThat(table).hasSizeGreaterThan(ITEMS / 2);
            int skipped = 0;
            for (WatchingClient client : clients) {
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(
                                () ->
                                        assertThat(LiveList.of(client.texts()).items())
                                                .isEqualTo(table));
                LiveList list = LiveList.of(client.texts());
                list.states().forEach(SnapshotUnderWritesIT::assertNeverOlder);
                skipped += list.skipped();
            }
            assertThat(skipped).as("changes that a snapshot had already").isPositive();
        }
    }

    private static boolean anyIsDone(List<Future<?>> writing) {
        return writing.stream().anyMatch(Future::isDone);
    }

    private static WatchingClient subscribed(TestSystem system) {
        WatchingClient client = system.connect(WatchingClient.builder().subprotocols("tablecast"));
        client.send(
                "{\"action\":\"subscribe\",\"sub\":\"a\",\"rev\":1,\"snapshot\":true,"
                        + FILTER
                        + "}");
        return client;
    }

    /** Returns the items of a client's snapshot, without the changes that make some blink. */
    private static Map<String, JsonNode> snapshotOf(WatchingClient client) {
        return LiveList.of(
                        client.texts().stream()
                                .filter(text -> text.contains("\"type\":\"items\""))
                                .toList())
                .items();
    }

    private static boolean hasAll(WatchingClient client) {
        return client.texts().stream().anyMatch(text -> text.contains("\"type\":\"live\""));
    }

    /**
     * An item that nobody hides or deletes shows each of its versions once at most. Others may
     * blink within the seconds in which the snapshot and the log overlap.
     */
    private static void assertNeverOlder(String key, List<JsonNode> states) {
        if (mayBlink(states.getFirst().get("id").asInt())) {
            return;
        }
        int last = -1;
        for (JsonNode state : states) {
            int version = state.get("version").asInt();
            assertThat(version).as("%s: %s", key, states).isGreaterThan(last);
            last = version;
        }
    }

    private static boolean mayBlink(int id) {
        return id % 3 == 0;
    }

    /**
     * Writes items that no other writer writes, so that their versions are in the table's order.
     */
    private Void write(TestSystem system, int first) {
        var random = new Random(first);
        var versions = new HashMap<Integer, Integer>();
        while (!stopped.get()) {
            int id = first + WRITERS * random.nextInt(ITEMS / WRITERS);
            int version = versions.merge(id, 1, Integer::sum);
            int kind = mayBlink(id) ? random.nextInt(3) : 0;
            if (kind == 2) {
                system.dynamoDb()
                        .deleteItem(
                                request ->
                                        request.tableName(system.sourceTable())
                                                .key(
                                                        Map.of(
                                                                "room",
                                                                AttributeValue.fromS("lobby"),
                                                                "id",
                                                                number(id))));
            } else {
                put(system, id, version, kind == 0);
            }
            written.incrementAndGet();
        }
        return null;
    }

    private static void put(TestSystem system, int id, int version, boolean shown) {
        system.put(
                Map.of(
                        "room", AttributeValue.fromS("lobby"),
                        "id", number(id),
                        "version", number(version),
                        "shown", AttributeValue.fromBool(shown),
                        "tags", AttributeValue.fromSs(List.of("b" + version, "a" + version, "c"))));
    }

    private static AttributeValue number(int value) {
        return AttributeValue.fromN(Integer.toString(value));
    }
}
