package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.testing.watching.WatchingClient;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API Gateway refuses posts and closes, and lets us again: nobody is silently behind. */
class RefusedPostsIT {
    private static final ScriptedFaults FAULTS = new ScriptedFaults();
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
                        "2");
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

    @Test
    void aDeploymentThatMayDoNothingForAWhileServesEveryoneOnceItMay() {
        List<WatchingClient> clients = system.connect(5);
        FAULTS.set(Faults.NONE.withConnections(call -> new ManagementFaults.Answer(403)));

        system.put("healed", "value", "1");
        await().until(() -> FAULTS.sum("RefusedPosts") >= 5);
        FAULTS.set(Faults.NONE);
        system.put("healed", "value", "2");

        assertThat(clients)
                .allSatisfy(
                        client -> await().until(() -> client.values("/new/value").contains("2")))
                .allSatisfy(
                        client ->
                                assertThat(client.values("/new/value"))
                                        .startsWith("1")
                                        .endsWith("2"));
        assertThat(clients).noneMatch(client -> client.closed().isDone());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 403, 409})
    void whoCanNeitherBeServedNorClosedHoldsNobodyUpAndSeesTheGap(int status) {
        WatchingClient refused = subscriber();
        String id = system.rows().getFirst();
        List<WatchingClient> others = system.connect(4);
        FAULTS.set(
                Faults.NONE.withConnections(
                        call ->
                                call.connectionId().equals(id)
                                        ? new ManagementFaults.Answer(status)
                                        : new ManagementFaults.None()));

        system.put("one", "value", "1");
        system.put("one", "value", "2");

        assertThat(others)
                .allSatisfy(
                        client ->
                                await().until(
                                                () ->
                                                        client.values("/new/value")
                                                                .equals(List.of("1", "2"))));
        await().until(system::owesNothing);
        assertThat(FAULTS.sum("FailedBroadcasts")).isZero();
        assertThat(FAULTS.sum("NotClosed")).isPositive();

        FAULTS.set(Faults.NONE);
        system.put("one", "value", "3");

        await().until(() -> refused.values("/new/value").equals(List.of("3")));
        assertThat(seesAGap(refused)).isTrue();
    }

    @Test
    void whoeverIsRefusedAtRandomEndsWithAllChangesOrClosed() {
        List<WatchingClient> clients = IntStream.range(0, 6).mapToObj(i -> subscriber()).toList();
        var random = new Random(11);
        FAULTS.set(
                Faults.NONE.withConnections(
                        call -> {
                            synchronized (random) {
                                int share = call.method().equals("POST") ? 20 : 70;
                                return random.nextInt(100) < share
                                        ? new ManagementFaults.Answer(403)
                                        : new ManagementFaults.None();
                            }
                        }));
        List<String> values = IntStream.rangeClosed(1, 8).mapToObj(Integer::toString).toList();

        values.forEach(value -> system.put("random", "value", value));
        await().until(() -> FAULTS.sum("Changes") >= values.size());
        FAULTS.set(Faults.NONE);
        WatchingClient witness = system.connect();
        system.put("random", "value", "last");
        await().until(() -> witness.values("/new/value").contains("last"));
        await().until(() -> system.cloud().gateway().connectionCount() == system.rows().size());

        assertThat(FAULTS.sum("RefusedPosts")).isPositive();
        assertThat(clients)
                .allSatisfy(
                        client ->
                                assertThat(
                                                isUpToDate(client, values)
                                                        || client.closed().isDone()
                                                        || seesAGap(client))
                                        .as("%s", client.texts())
                                        .isTrue());
    }

    private static boolean isUpToDate(WatchingClient client, List<String> values) {
        List<String> received = distinct(client);
        return received.containsAll(values) && received.contains("last");
    }

    private static WatchingClient subscriber() {
        WatchingClient client = system.connect(WatchingClient.builder().subprotocols("tablecast"));
        client.subscribe(1, "");
        await().until(() -> client.texts().stream().anyMatch(text -> text.contains("live")));
        return client;
    }

    /** Returns whether a client can see by the numbers that it lacks changes. */
    private static boolean seesAGap(WatchingClient client) {
        long position = 0;
        for (String text : client.texts()) {
            JsonNode message = WatchingClient.json(text);
            switch (message.get("type").asText()) {
                case "live" ->
                        position = Long.parseLong(message.get("position").asText().split("\\.")[1]);
                case "changes" -> {
                    if (message.get("from").asLong() > position + 1) {
                        return true;
                    }
                    position = Math.max(position, message.get("to").asLong());
                }
                default -> {}
            }
        }
        return false;
    }

    private static List<String> distinct(WatchingClient client) {
        return client.values("/new/value").stream().distinct().toList();
    }
}
