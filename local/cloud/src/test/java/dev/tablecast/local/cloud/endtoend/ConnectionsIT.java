package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tablecast.testing.watching.WatchingClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Connections come and go, with and without a word; the table follows. */
class ConnectionsIT {
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system =
                TestSystem.start(
                        "pruneGraceSeconds", "1", "allowedOrigins", "https://app.example.com");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void disconnect() {
        system.disconnectAll();
    }

    @Test
    void aConnectionHasARowUntilItIsClosed() {
        WatchingClient client = system.connect();
        String id = system.cloud().gateway().connections().get(0).connectionId();
        Map<String, AttributeValue> row = system.row(id);

        assertThat(Long.parseLong(row.get("ExpiresAt").n()))
                .isEqualTo(system.terms(id).connectedAt().getEpochSecond() + 26 * 3600);
        assertThat(system.terms(id).tokenExpiresAt()).isEmpty();

        client.close();
        await().until(() -> system.rows().isEmpty());
    }

    @Test
    void aConnectionCutWithoutACloseIsPrunedAfterTheGracePeriodAndTheOthersNeverNotice() {
        List<WatchingClient> others = system.connect(3);
        WatchingClient cut = system.connect();
        await().until(() -> system.rows().size() == 4);

        cut.cut();
        var changes = new ArrayList<String>();
        await().until(
                        () -> {
                            String id = "after-cut-" + changes.size();
                            system.put(id, "value", "1");
                            changes.add(id);
                            return system.rows().size() == 3;
                        });

        await().untilAsserted(
                        () ->
                                assertThat(others)
                                        .allSatisfy(
                                                client ->
                                                        assertThat(client.values("/keys/id"))
                                                                .containsExactlyElementsOf(
                                                                        changes)));
        assertThat(others).noneMatch(client -> client.closed().isDone());
        assertThat(system.cloud().onFailureMessages()).isEmpty();
    }

    @Test
    void aRowYoungerThanTheGracePeriodIsNotPruned() {
        WatchingClient witness = system.connect();
        String pending = "cGVuZGluZyByb3c=";
        long inAMinute = Instant.now().plusSeconds(60).toEpochMilli();
        system.putRow(pending, inAMinute);

        system.put("while-pending", "value", "1");
        await().until(() -> witness.values("/keys/id").contains("while-pending"));
        system.put("after-pending", "value", "1");
        await().until(() -> witness.values("/keys/id").contains("after-pending"));

        assertThat(system.rows()).contains(pending);
        system.deleteRow(pending);
    }

    @Test
    void clientsThatConnectWhileBroadcastsRunAreNotPruned() throws InterruptedException {
        var writing = new AtomicBoolean(true);
        Thread writer =
                Thread.startVirtualThread(
                        () -> {
                            for (int i = 0; writing.get(); i++) {
                                system.put("storm", "value", Integer.toString(i));
                            }
                        });

        List<WatchingClient> clients = system.connect(30);
        writing.set(false);
        writer.join();
        system.put("after-storm", "value", "1");

        await().untilAsserted(
                        () ->
                                assertThat(clients)
                                        .allMatch(
                                                client ->
                                                        client.values("/keys/id")
                                                                .contains("after-storm")));
        assertThat(system.rows()).hasSize(30);
    }

    @Test
    void aRefusedConnectionLeavesNoRow() {
        var foreign = WatchingClient.builder().header("Origin", "https://evil.example.com");

        assertThatThrownBy(() -> WatchingClient.connect(foreign, system.cloud().webSocketUri()))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .cause()
                .extracting(e -> ((WebSocketHandshakeException) e).getResponse().statusCode())
                .isEqualTo(403);
        assertThat(system.rows()).isEmpty();
        assertThat(system.cloud().gateway().connections()).isEmpty();
    }

    @Test
    void anAllowedOriginMayConnect() {
        var own = WatchingClient.builder().header("Origin", "https://app.example.com");

        WatchingClient client = WatchingClient.connect(own, system.cloud().webSocketUri());

        assertThat(system.rows()).hasSize(1);
        client.close();
    }

    @Test
    void anOfferedSubProtocolIsAnswered() {
        var offering = WatchingClient.builder().subprotocols("other", "tablecast");

        WatchingClient client = WatchingClient.connect(offering, system.cloud().webSocketUri());

        assertThat(client.subProtocol()).isEqualTo("tablecast");
        client.close();
    }

    @Test
    void anExpiredConnectionIsClosedAndGetsNothing() {
        WatchingClient expired = system.connect();
        system.expire(system.cloud().gateway().connections().get(0).connectionId());
        WatchingClient other = system.connect();

        system.put("after-expiry", "value", "1");

        await().until(() -> expired.closed().isDone());
        await().until(() -> other.values("/keys/id").contains("after-expiry"));
        await().until(() -> system.rows().size() == 1);
        assertThat(expired.texts()).isEmpty();
    }

    @Test
    void aPingIsAnsweredWithoutAFunction() {
        WatchingClient client = system.connect();

        client.send("{\"action\":\"ping\"}");

        await().until(() -> client.texts().equals(List.of("{\"type\":\"pong\"}")));
    }
}
