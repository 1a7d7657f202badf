package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

/** The Java example of {@code docs/client.md}. */
class TableWatcherIT {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static TestSystem system;

    private final Heard heard = new Heard();
    private final List<TableWatcher> watchers = new ArrayList<>();

    @BeforeAll
    static void start() {
        system = TestSystem.start("projection", "ALL");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void whenItIsClosedItsConnectionHasGone() {
        watchers.forEach(TableWatcher::close);
        await().until(() -> system.cloud().gateway().connections().isEmpty());
    }

    @Test
    void itIsWhatTheDocumentationShows() throws IOException {
        var root = Path.of(System.getProperty("tablecast.project"));
        String source =
                Files.readString(
                        root.resolve(
                                "local/cloud/src/test/java/dev/tablecast/local/cloud/endtoend/TableWatcher.java"));

        assertThat(Files.readString(root.resolve("docs/client.md")))
                .contains("```java\n" + source.substring(source.indexOf("/** Watches")) + "```");
    }

    @Test
    void itHearsEveryChangeInOrder() {
        watch(system.cloud().webSocketUri(), LONG);
        reach();
        List<String> values = IntStream.range(0, 50).mapToObj(Integer::toString).toList();
        values.forEach(value -> system.put("watched", "value", value));

        await().untilAsserted(() -> assertThat(heard.values("watched")).isEqualTo(values));
        assertThat(heard.resyncs).isEmpty();
        assertThat(heard.threads).hasSize(1);
    }

    @Test
    void itHearsAChangeThatComesTwiceOnce() {
        watch(system.cloud().webSocketUri(), LONG);
        reach();
        String watching = connectionId();
        WatchingClient plain = system.connect();
        system.put("twice", "value", "1");
        await().until(() -> plain.values("/keys/id").contains("twice"));
        await().until(() -> heard.values("twice").equals(List.of("1")));

        post(watching, plain.texts().getLast());
        post(watching, plain.texts().getLast());
        system.put("twice", "value", "2");

        await().until(() -> heard.values("twice").contains("2"));
        assertThat(heard.values("twice")).containsExactly("1", "2");
        plain.close();
    }

    @Test
    void itReturnsWhenItIsClosedAndMissesNothing() {
        watch(system.cloud().webSocketUri(), LONG);
        reach();

        system.cloud().gateway().close(connectionId());
        List<String> values = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
        values.forEach(value -> system.put("missed", "value", value));

        await().untilAsserted(() -> assertThat(heard.values("missed")).isEqualTo(values));
        assertThat(heard.resyncs).isEmpty();
    }

    @Test
    void itReturnsWhenItIsCutOffWithoutAWord() {
        watch(system.cloud().webSocketUri(), LONG);
        reach();

        system.cloud().gateway().cut(connectionId());
        system.put("cut", "value", "1");

        await().until(() -> heard.values("cut").equals(List.of("1")));
        assertThat(heard.resyncs).isEmpty();
    }

    @Test
    void itSaysThatChangesMayHaveBeenMissedWhenTheServerSaysSo() {
        watch(system.cloud().webSocketUri(), LONG);
        reach();

        post(
                connectionId(),
                "{\"type\":\"reset\",\"sub\":\"w\",\"rev\":1,\"reason\":\"epoch\",\"position\":\"zzzzzzzzz.1.x\"}");

        await().until(() -> heard.resyncs.contains(true));
    }

    @Test
    void itReturnsWhenItsPingsAreNotAnswered() throws IOException {
        URI server = system.cloud().webSocketUri();
        try (Wire wire = Wire.to(server)) {
            watch(wire.over(server), Duration.ofMillis(500));
            reach();
            wire.goDead();
            await().until(() -> system.cloud().gateway().connections().isEmpty());
            wire.mend();

            reach();
        }
    }

    @Test
    void itDoesNotReturnWhenItIsRefused() {
        watch(system.cloud().webSocketUri().resolve("/elsewhere"), LONG);
        await().until(() -> !heard.refusals.isEmpty());

        assertThat(heard.refusals).containsExactly(403);
        assertThat(heard.resyncs).isEmpty();
    }

    private void watch(URI uri, Duration pingInterval) {
        watchers.add(new TableWatcher(uri, () -> "token", pingInterval, heard));
    }

    /** Waits until a broadcast reaches it. */
    private void reach() {
        int before = heard.changes.size();
        await().until(
                        () -> {
                            system.put("reached", "at", Long.toString(System.nanoTime()));
                            return heard.changes.size() > before;
                        });
    }

    private static String connectionId() {
        return system.cloud().gateway().connections().stream()
                .map(ConnectionInfo::connectionId)
                .findFirst()
                .orElseThrow();
    }

    private static void post(String connectionId, String text) {
        system.connectionsApi()
                .postToConnection(
                        request ->
                                request.connectionId(connectionId)
                                        .data(SdkBytes.fromUtf8String(text)));
    }

    private static final class Heard implements TableWatcher.Listener {
        private final List<JsonNode> changes = new CopyOnWriteArrayList<>();
        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        private final List<Boolean> resyncs = new CopyOnWriteArrayList<>();
        private final List<Integer> refusals = new CopyOnWriteArrayList<>();

        @Override
        public void change(JsonNode change) {
            changes.add(change);
            threads.add(Thread.currentThread());
        }

        @Override
        public void resync() {
            resyncs.add(true);
        }

        @Override
        public void refused(int status) {
            refusals.add(status);
        }

        List<String> values(String id) {
            return changes.stream()
                    .filter(change -> change.at("/keys/id").asText().equals(id))
                    .map(change -> change.at("/new/value").asText())
                    .toList();
        }
    }
}
