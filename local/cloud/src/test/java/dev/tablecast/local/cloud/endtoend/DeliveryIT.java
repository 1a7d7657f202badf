package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults;
import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.stream.StreamFaults;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults;
import dev.tablecast.testing.watching.WatchingClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise, sentence by sentence: a change reaches every open connection, at least once and in
 * the order of its item; who can't be kept up to date is closed; no one is silently behind.
 *
 * <p>A page has four connections and a chunk two.
 */
class DeliveryIT {
    private static final ScriptedFaults FAULTS = new ScriptedFaults();
    private static final AtomicInteger LAST = new AtomicInteger();
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system =
                TestSystem.start(
                        options -> options.withFaults(FAULTS.faults()).withFunctionLog(FAULTS),
                        "projection",
                        "ALL",
                        "pageSize",
                        "4",
                        "chunkSize",
                        "2",
                        "pruneGraceSeconds",
                        "1");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    /**
     * Waits until the last broadcast of a test has ended and is logged, so that it can't disturb
     * the next test.
     */
    @AfterEach
    void disconnect() {
        FAULTS.clear();
        system.disconnectAll();
        String last = "last-" + LAST.incrementAndGet();
        WatchingClient client = system.connect();
        system.put(last, "value", "1");
        await().until(() -> client.values("/keys/id").contains(last));
        await().until(
                        () ->
                                FAULTS.metrics().stream()
                                        .anyMatch(line -> line.path("Delivered").asInt() == 1));
        await().until(system::owesNothing);
        FAULTS.clear();
        system.disconnectAll();
    }

    static List<ManagementFaults.Fault> transientFaults() {
        return List.of(
                new ManagementFaults.Answer(429),
                new ManagementFaults.Answer(500),
                new ManagementFaults.Answer(503),
                new ManagementFaults.AnswerAfterwards(500),
                new ManagementFaults.Reset(),
                new ManagementFaults.ResetAfterwards(),
                new ManagementFaults.Delay(Duration.ofSeconds(4)));
    }

    @ParameterizedTest
    @MethodSource("transientFaults")
    void aPostThatGoesWrongOnceIsTriedAgainAndNobodyElseNotices(ManagementFaults.Fault fault) {
        WatchingClient struck = system.connect();
        String id = onlyConnection();
        List<WatchingClient> others = system.connect(3);
        var left = new AtomicInteger(1);
        FAULTS.set(posts(id, left, fault));

        system.put("struck by " + fault, "value", "1");

        await().until(() -> struck.values("/new/value").contains("1"));
        await().until(() -> FAULTS.sum("Delivered") == 4);
        assertThat(left).hasNonPositiveValue();
        assertThat(new HashSet<>(struck.texts())).hasSize(1);
        assertThat(struck.closed()).isNotDone();
        assertThat(others).allMatch(client -> client.texts().size() == 1);
    }

    @Test
    void messagesOfABusyConnectionStayInOrder() {
        WatchingClient struck = system.connect();
        String id = onlyConnection();
        WatchingClient other = system.connect();
        var calls = new AtomicInteger();
        FAULTS.set(
                Faults.NONE.withConnections(
                        call -> {
                            boolean busy = isPost(call, id) && calls.incrementAndGet() % 2 == 0;
                            return busy ? new ManagementFaults.Answer(429) : none();
                        }));

        putMany("order", 100, 1_500);

        await().until(() -> other.changes().size() == 100);
        await().until(() -> struck.changes().size() == 100);
        assertThat(struck.texts()).isEqualTo(other.texts()).hasSizeGreaterThan(4);
        assertThat(calls).hasValueGreaterThan(struck.texts().size());
    }

    @Test
    void aRefusedConnectionIsClosedAndCountedAndNeverTriedAgain() {
        WatchingClient refused = system.connect();
        String id = onlyConnection();
        WatchingClient other = system.connect();
        var left = new AtomicInteger(Integer.MAX_VALUE);
        FAULTS.set(posts(id, left, new ManagementFaults.Answer(403)));

        system.put("refused", "value", "1");

        await().until(() -> refused.closed().isDone());
        await().until(() -> other.values("/new/value").contains("1"));
        await().until(() -> system.rows().size() == 1);
        await().until(() -> FAULTS.sum("Refused") == 1);
        assertThat(left).hasValue(Integer.MAX_VALUE - 1);
        assertThat(FAULTS.sum("Delivered")).isEqualTo(1);
    }

    @Test
    void aConnectionThatTakesNothingIsClosedAndEveryOtherIsServed() {
        WatchingClient stuck = system.connect();
        String id = onlyConnection();
        List<WatchingClient> others = system.connect(9);
        FAULTS.set(
                Faults.NONE.withConnections(
                        call ->
                                isPost(call, id)
                                        ? new ManagementFaults.Delay(Duration.ofSeconds(30))
                                        : none()));

        system.put("stuck", "value", "1");

        await().until(
                        () ->
                                others.stream()
                                        .allMatch(
                                                client ->
                                                        client.values("/new/value").contains("1")));
        await().atMost(Duration.ofSeconds(90)).until(() -> stuck.closed().isDone());
        await().until(() -> FAULTS.sum("Closed") == 1);
        assertThat(FAULTS.sum("Targeted")).isEqualTo(10);
        system.put("after", "value", "2");
        await().until(
                        () ->
                                others.stream()
                                        .allMatch(
                                                client ->
                                                        client.values("/new/value")
                                                                .equals(List.of("1", "2"))));
    }

    @Test
    void aConnectionIsNotPrunedBetweenItsRowAndItsOpening() throws Exception {
        WatchingClient witness = system.connect();
        var put = new CountDownLatch(1);
        var open = new CountDownLatch(1);
        FAULTS.set(
                Faults.NONE.withInvocations(
                        after(
                                "connect",
                                result -> {
                                    put.countDown();
                                    await().until(() -> open.getCount() == 0);
                                    return result;
                                })));
        CompletableFuture<WatchingClient> opening = CompletableFuture.supplyAsync(system::connect);
        await().until(() -> put.getCount() == 0);

        system.put("opening", "value", "1");
        await().until(() -> witness.values("/new/value").contains("1"));
        await().until(() -> FAULTS.sum("NotOpenYet") == 1);
        assertThat(system.rows()).hasSize(2);
        open.countDown();
        WatchingClient opened = opening.get();
        system.put("opening", "value", "2");

        await().until(() -> opened.values("/new/value").contains("2"));
        assertThat(FAULTS.sum("Gone")).isZero();
    }

    @Test
    void aConnectionRefusedAfterItsRowWasPutLeavesNoGhost() {
        WatchingClient witness = system.connect();
        var left = new AtomicInteger(1);
        FAULTS.set(
                Faults.NONE.withInvocations(
                        (name, event) ->
                                name.equals("connect") && left.getAndDecrement() > 0
                                        ? new InvocationFaults.FailsAfter(InvocationFaults.crash())
                                        : new InvocationFaults.None()));
        assertThatThrownBy(() -> WatchingClient.connect(system.cloud().webSocketUri()));
        assertThat(system.rows()).hasSize(2);

        var changes = new AtomicInteger();
        await().until(
                        () -> {
                            system.put("ghost", "value", "" + changes.incrementAndGet());
                            return system.rows().size() == 1;
                        });
        assertThat(witness.closed()).isNotDone();
    }

    @Test
    void aClientThatReturnsWhileItsOldRowIsBeingPrunedMissesNothing() {
        WatchingClient cut = system.connect();
        String old = onlyConnection();
        cut.cut();
        await().until(() -> isOld(old));
        var deleting = new CountDownLatch(1);
        FAULTS.set(
                Faults.NONE.withDynamoDb(
                        call -> {
                            if (!isConnections(call, "DeleteItem")) {
                                return new DynamoDbFaults.None();
                            }
                            deleting.countDown();
                            return new DynamoDbFaults.Delay(Duration.ofSeconds(2));
                        }));
        system.put("returning", "value", "1");
        await().until(() -> deleting.getCount() == 0);

        WatchingClient returned = system.connect();
        system.put("returning", "value", "2");

        await().until(() -> returned.values("/new/value").contains("2"));
        await().until(() -> !system.rows().contains(old));
        assertThat(system.rows()).hasSize(1);
        assertThat(returned.closed()).isNotDone();
    }

    @Test
    void aRowThatHasBecomeAnotherIsNotPruned() {
        WatchingClient witness = system.connect();
        String id = "cmVwbGFjZWQgcm93";
        system.putRow(id, 1);
        var left = new AtomicInteger(1);
        FAULTS.set(
                Faults.NONE.withDynamoDb(
                        call -> {
                            if (isConnections(call, "DeleteItem") && left.getAndDecrement() > 0) {
                                return new DynamoDbFaults.Delay(Duration.ofSeconds(1));
                            }
                            return new DynamoDbFaults.None();
                        }));

        system.put("replaced", "value", "1");
        await().until(() -> left.get() == 0);
        system.putRow(id, 2);
        await().until(() -> FAULTS.sum("Gone") == 1);

        assertThat(system.rows()).contains(id);
        assertThat(witness.values("/new/value")).containsExactly("1");
        system.deleteRow(id);
    }

    @Test
    void aPruneThatRacesWithADisconnectFailsNothing() {
        WatchingClient witness = system.connect();
        String id = "ZGlzY29ubmVjdGVk";
        system.putRow(id, 1);
        var left = new AtomicInteger(1);
        FAULTS.set(
                Faults.NONE.withDynamoDb(
                        call -> {
                            if (isConnections(call, "DeleteItem") && left.getAndDecrement() > 0) {
                                return new DynamoDbFaults.Delay(Duration.ofSeconds(1));
                            }
                            return new DynamoDbFaults.None();
                        }));

        system.put("racing", "value", "1");
        await().until(() -> left.get() == 0);
        system.deleteRow(id);

        await().until(() -> FAULTS.sum("Gone") == 1);
        assertThat(FAULTS.sum("FailedBroadcasts")).isZero();
        assertThat(system.rows()).hasSize(1);
        assertThat(witness.values("/new/value")).containsExactly("1");
    }

    @Test
    void aPruneThatFailsIsMadeUpForByTheNextBroadcast() {
        WatchingClient witness = system.connect();
        String ghost = "Z2hvc3Q=";
        system.putRow(ghost, 1);
        var left = new AtomicInteger(3);
        FAULTS.set(
                Faults.NONE.withDynamoDb(
                        call ->
                                isConnections(call, "DeleteItem") && left.getAndDecrement() > 0
                                        ? new DynamoDbFaults.Throttled()
                                        : new DynamoDbFaults.None()));

        system.put("pruning", "value", "1");
        await().until(() -> FAULTS.sum("Gone") == 1);
        assertThat(system.rows()).contains(ghost);
        system.put("pruning", "value", "2");

        await().until(() -> !system.rows().contains(ghost));
        await().until(() -> witness.values("/new/value").equals(List.of("1", "2")));
    }

    @Test
    void aScanThatFailsBetweenTwoPagesIsMadeUpForWithTheSameNumbers() {
        List<WatchingClient> clients = system.connect(6);
        var scans = new AtomicInteger();
        FAULTS.set(
                Faults.NONE.withDynamoDb(
                        call -> {
                            if (!isConnections(call, "Scan")) {
                                return new DynamoDbFaults.None();
                            }
                            int scan = scans.incrementAndGet();
                            return scan > 1 && scan <= 6
                                    ? new DynamoDbFaults.Throttled()
                                    : new DynamoDbFaults.None();
                        }));

        system.put("between", "value", "1");

        await().until(
                        () ->
                                clients.stream()
                                        .allMatch(
                                                client ->
                                                        client.values("/new/value").contains("1")));
        await().until(() -> FAULTS.sum("FailedBroadcasts") == 1);
        await().until(() -> FAULTS.sum("Delivered") == 6);
        assertThat(clients).allMatch(client -> Set.copyOf(client.texts()).size() == 1);
        await().untilAsserted(
                        () ->
                                assertThat(clients)
                                        .filteredOn(client -> client.texts().size() == 2)
                                        .hasSize(4));
    }

    @Test
    void aPostingFunctionThatCrashesAfterHalfItsPostsIsAskedAgain() {
        WatchingClient posted = system.connect();
        String first = onlyConnection();
        WatchingClient missed = system.connect();
        var isFirst = new AtomicBoolean(true);
        FAULTS.set(
                Faults.NONE
                        .withConnections(
                                call ->
                                        isFirst.get() && !call.connectionId().equals(first)
                                                ? new ManagementFaults.Answer(503)
                                                : none())
                        .withInvocations(
                                after(
                                        "post",
                                        result ->
                                                isFirst.getAndSet(false)
                                                        ? InvocationFaults.crash()
                                                        : result)));

        system.put("half", "value", "1");

        await().until(() -> FAULTS.sum("Delivered") == 2);
        await().until(() -> missed.texts().size() == 1);
        assertThat(Set.copyOf(posted.texts())).isEqualTo(Set.copyOf(missed.texts()));
        assertThat(FAULTS.sum("FailedBroadcasts")).isZero();
    }

    @Test
    void aFailureInALaterExecutionSendsTheEarlierOnesNoSecondTime() {
        WatchingClient client = system.connect();
        var executions = new AtomicInteger();
        FAULTS.set(
                Faults.NONE.withExecutions(
                        call ->
                                executions.incrementAndGet() == 2
                                        ? new ExecutionFaults.Fails("States.Timeout", "")
                                        : new ExecutionFaults.None()));

        // More than a round takes.
        putMany("later", 15, 100_000);

        await().until(() -> client.changes().size() == 15);
        await().until(() -> FAULTS.sum("FailedBroadcasts") == 1);
        assertThat(client.texts()).doesNotHaveDuplicates();
        assertThat(executions).hasValueGreaterThan(2);
    }

    @Test
    void aChunkThatFailsIsServedOnceItCanBeAndEveryOtherIsMeanwhile() {
        List<WatchingClient> clients = system.connect(4);
        List<String> doomed = system.rows().subList(0, 2);
        var fails = new AtomicBoolean(true);
        FAULTS.set(
                Faults.NONE.withInvocations(
                        (name, event) -> {
                            String text = new String(event, StandardCharsets.UTF_8);
                            return fails.get()
                                            && name.equals("post")
                                            && doomed.stream().anyMatch(text::contains)
                                    ? new InvocationFaults.FailsBefore(InvocationFaults.crash())
                                    : new InvocationFaults.None();
                        }));

        system.put("chunk", "value", "1");
        await().until(() -> FAULTS.sum("FailedBroadcasts") == 1);
        List<WatchingClient> served =
                clients.stream().filter(client -> !client.texts().isEmpty()).toList();
        assertThat(served).hasSize(2);
        fails.set(false);

        assertThat(clients)
                .allSatisfy(
                        client -> await().until(() -> client.values("/new/value").contains("1")));
        assertThat(clients).noneMatch(client -> client.closed().isDone());
        assertThat(clients.stream().flatMap(client -> client.texts().stream()).distinct())
                .hasSize(1);
    }

    @Test
    void whoLacksADiscardedBatchIsClosedAndWhoConnectsLaterIsNot() {
        List<WatchingClient> lacking = system.connect(3);
        var tooOld = new AtomicBoolean(true);
        FAULTS.set(Faults.NONE.withStream(StreamFaults.expiring(records -> tooOld.get())));

        system.put("discarded", "value", "1");
        await().until(() -> lacking.stream().allMatch(client -> client.closed().isDone()));
        tooOld.set(false);
        WatchingClient later = system.connect();
        system.put("discarded", "value", "2");

        await().until(() -> later.values("/new/value").equals(List.of("2")));
        assertThat(FAULTS.sum("DiscardedBatches")).isEqualTo(1);
        assertThat(FAULTS.sum("DiscardedRecords")).isEqualTo(1);
        assertThat(system.rows()).hasSize(1);
    }

    @Test
    void aPutThatIsThrottledOnceIsNotNoticedAndOneThatStaysSoRefusesTheConnection() {
        var left = new AtomicInteger(1);
        FAULTS.set(
                Faults.NONE.withDynamoDb(
                        call ->
                                isConnections(call, "PutItem") && left.getAndDecrement() > 0
                                        ? new DynamoDbFaults.Throttled()
                                        : new DynamoDbFaults.None()));

        WatchingClient client = system.connect();
        assertThat(system.rows()).hasSize(1);
        left.set(Integer.MAX_VALUE);

        assertThatThrownBy(() -> WatchingClient.connect(system.cloud().webSocketUri()));
        assertThat(system.rows()).hasSize(1);
        assertThat(client.closed()).isNotDone();
    }

    @Test
    void oneRecordOfMetricsSaysWhatBecameOfEveryone() {
        WatchingClient delivered = system.connect();
        String deliveredTo = onlyConnection();
        WatchingClient refused = system.connect();
        String refusing = newest(Set.of(deliveredTo));
        WatchingClient busy = system.connect();
        String busyOne = newest(Set.of(deliveredTo, refusing));
        system.putRow("Z29uZSBmb3IgZ29vZA==", 1);
        system.putRow("bm90IG9wZW4geWV0", System.currentTimeMillis() + 60_000);
        FAULTS.set(
                Faults.NONE.withConnections(
                        call ->
                                isPost(call, busyOne)
                                        ? new ManagementFaults.Answer(429)
                                        : isPost(call, refusing)
                                                ? new ManagementFaults.Answer(413)
                                                : none()));

        system.put("counted", "value", "1");

        await().until(() -> busy.closed().isDone() && refused.closed().isDone());
        JsonNode record = metricsWith("Targeted");
        assertThat(metricsWith("RefusedPosts").get("FunctionName").textValue()).isEqualTo("post");
        assertThat(FAULTS.sum("RefusedPosts")).isEqualTo(1);
        assertThat(FAULTS.sum("Throttled")).isGreaterThan(1);
        assertThat(record.get("FunctionName").textValue()).isEqualTo("stream-trigger");
        assertThat(metricsWith("Appended").get("Appended").intValue()).isEqualTo(1);
        Map<String, Integer> expected =
                Map.of(
                        "Targeted", 5,
                        "Delivered", 1,
                        "Gone", 1,
                        "NotOpenYet", 1,
                        "Closed", 1,
                        "Refused", 1,
                        "NotClosed", 0,
                        "Changes", 1,
                        "Resets", 0,
                        "FailedBroadcasts", 0);
        expected.forEach(
                (name, count) -> assertThat(record.get(name).intValue()).as(name).isEqualTo(count));
        assertThat(record.get("OldestChangeAge").longValue()).isBetween(0L, 60_000L);
        assertThat(delivered.values("/new/value")).containsExactly("1");
        system.deleteRow("bm90IG9wZW4geWV0");
    }

    /** Lets a function do its work, and decides what becomes of its answer. */
    private static InvocationFaults after(
            String name, UnaryOperator<LambdaFunction.Result> answer) {
        return new InvocationFaults() {
            @Override
            public Fault before(String functionName, byte[] event) {
                return new None();
            }

            @Override
            public LambdaFunction around(String functionName, LambdaFunction function) {
                return functionName.equals(name)
                        ? event -> answer.apply(function.invoke(event))
                        : function;
            }
        };
    }

    private static Faults posts(String id, AtomicInteger left, ManagementFaults.Fault fault) {
        return Faults.NONE.withConnections(
                call -> isPost(call, id) && left.getAndDecrement() > 0 ? fault : none());
    }

    /** Returns the one line that has a metric, once there is one. */
    private static JsonNode metricsWith(String name) {
        await().until(() -> FAULTS.metrics().stream().anyMatch(line -> line.has(name)));
        return FAULTS.metrics().stream().filter(line -> line.has(name)).findFirst().orElseThrow();
    }

    private static boolean isPost(ManagementFaults.Call call, String id) {
        return call.method().equals("POST") && call.connectionId().equals(id);
    }

    private static ManagementFaults.Fault none() {
        return new ManagementFaults.None();
    }

    private static boolean isConnections(DynamoDbFaults.Call call, String operation) {
        return call.operation().equals(operation)
                && call.tableName().equals(system.cloud().export("connectionsTableName"));
    }

    /** Puts items so large together that they take several messages and executions. */
    private static void putMany(String prefix, int count, int bytes) {
        system.putAtOnce(
                IntStream.range(0, count)
                        .mapToObj(
                                i ->
                                        Map.of(
                                                "id",
                                                TestSystem.text(prefix + "-" + i),
                                                "value",
                                                TestSystem.text("x".repeat(bytes))))
                        .toList());
    }

    private static String onlyConnection() {
        return system.cloud().gateway().connections().getFirst().connectionId();
    }

    private static String newest(Set<String> others) {
        return system.cloud().gateway().connections().stream()
                .map(ConnectionInfo::connectionId)
                .filter(id -> !others.contains(id))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOld(String id) {
        return system.terms(id).connectedAt().isBefore(Instant.now().minusMillis(1_500));
    }
}
