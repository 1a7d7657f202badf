package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.testing.watching.WatchingClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Unreadable rows, each of which affects only its own connection. */
class BadRowsIT {
    private static final ScriptedFaults FAULTS = new ScriptedFaults();
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system =
                TestSystem.start(
                        options -> options.withFaults(FAULTS.faults()).withFunctionLog(FAULTS),
                        "projection",
                        "ALL");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void disconnect() {
        FAULTS.clear();
        system.disconnectAll();
    }

    static Stream<AttributeValue> wrongValues() {
        return Stream.of(
                AttributeValue.fromS("1795341600123"),
                AttributeValue.fromS(""),
                AttributeValue.fromB(SdkBytes.fromUtf8String("a")),
                AttributeValue.fromBool(true),
                AttributeValue.fromNul(true),
                AttributeValue.fromSs(List.of("a", "b")),
                AttributeValue.fromNs(List.of("1")),
                AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("a"))),
                AttributeValue.fromL(List.of(AttributeValue.fromN("1"))),
                AttributeValue.fromM(Map.of("N", AttributeValue.fromN("1"))),
                AttributeValue.fromN("1795341600123"),
                AttributeValue.fromS("2.mwro18jf."),
                AttributeValue.fromS("1.mwro18jf"),
                AttributeValue.fromS("1.zzzzzzzzzz."),
                AttributeValue.fromS("1.mwro18jf.-1"),
                AttributeValue.fromS("1.mwro18jf..a:1:VIEW"));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void theConnectionOfABadRowIsClosedAndItsRowDeletedAndTheOthersAreServed(AttributeValue wrong) {
        WatchingClient struck = system.connect();
        String id = system.rows().getFirst();
        List<WatchingClient> others = system.connect(2);
        var row = new HashMap<>(system.row(id));
        row.put("Terms", wrong);
        put(row);
        put(Map.of("ConnectionId", TestSystem.text("Z2hvc3Q="), "Terms", wrong));

        system.put("bad " + wrong, "value", "1");

        assertThat(others)
                .allSatisfy(
                        client ->
                                await().until(
                                                () ->
                                                        client.values("/new/value")
                                                                .equals(List.of("1"))));
        await().until(() -> struck.closed().isDone());
        await().until(() -> system.rows().size() == 2);
        assertThat(struck.texts()).isEmpty();
        assertThat(FAULTS.sum("FailedBroadcasts")).isZero();
    }

    @Test
    void theConnectionOfUnreadableSubscriptionsIsClosed() {
        WatchingClient struck = system.connect();
        var row = new HashMap<>(system.row(system.rows().getFirst()));
        row.put("Terms", TestSystem.text(row.get("Terms").s() + ".no subscriptions"));
        put(row);
        WatchingClient other = system.connect();

        system.put("unreadable", "value", "1");

        await().until(() -> other.values("/new/value").equals(List.of("1")));
        await().until(() -> struck.closed().isDone());
        await().until(() -> system.rows().size() == 1);
        assertThat(struck.texts()).isEmpty();
    }

    /** API Gateway answers 400 for an id that no connection can have. */
    @Test
    void itemsPutByHandWithOnlyAKeyThatIsNoConnectionAreDeleted() {
        List<String> ids =
                List.of(
                        "test",
                        "a b",
                        "../x?y#z%",
                        "ü 東京",
                        "{\"S\":\"a\"}",
                        "'; --",
                        "x".repeat(500));
        WatchingClient client = system.connect();
        ids.forEach(id -> put(Map.of("ConnectionId", TestSystem.text(id))));
        FAULTS.set(
                Faults.NONE.withConnections(
                        call ->
                                ids.contains(call.connectionId())
                                        ? new ManagementFaults.Answer(400)
                                        : new ManagementFaults.None()));

        system.put("by hand", "value", "1");

        await().until(() -> client.values("/new/value").equals(List.of("1")));
        await().until(() -> system.rows().size() == 1);
        assertThat(client.closed()).isNotDone();
    }

    private static void put(Map<String, AttributeValue> row) {
        system.dynamoDb()
                .putItem(
                        request ->
                                request.tableName(system.cloud().export("connectionsTableName"))
                                        .item(row));
    }
}
