package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.testing.watching.WatchingClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Subscriptions that ask for the items first. */
class SnapshotIT {
    private static final int MOST = 50;
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system =
                TestSystem.start(
                        "projection", "ALL",
                        "sourceHashKey", "room",
                        "sourceRangeKey", "id",
                        "snapshot", "query",
                        "snapshotMaxItems", Integer.toString(MOST));
        put("lobby", "1", "first");
        put("lobby", "2", "second");
        put("attic", "3", "third");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void disconnect() {
        system.closeClients();
    }

    @Test
    void theItemsComeBeforeLiveAndThenWhatChanges() {
        WatchingClient client = client();
        Instant before = Instant.now();

        client.send(subscribe(1, "lobby", ""));
        await().until(() -> types(client).contains("live"));
        put("lobby", "2", "changed");

        await().until(() -> types(client).contains("changes"));
        assertThat(types(client)).containsExactly("subscribed", "items", "live", "changes");
        JsonNode items = message(client, "items");
        assertThat(items.get("sub").asText()).isEqualTo("a");
        assertThat(items.get("rev").asInt()).isEqualTo(1);
        assertThat(items.get("last").asBoolean()).isTrue();
        assertThat(items.at("/items/0/keys").toString())
                .isEqualTo("{\"id\":\"1\",\"room\":\"lobby\"}");
        assertThat(items.at("/items/0/new/note").asText()).isEqualTo("first");
        assertThat(items.findValuesAsText("note")).containsExactly("first", "second");
        assertThat(Instant.parse(items.get("began").asText()))
                .isBetween(before.minusMillis(1), Instant.parse(items.get("ended").asText()));
        assertThat(message(client, "subscribed").get("position"))
                .isEqualTo(message(client, "live").get("position"));
        put("lobby", "2", "second");
    }

    @Test
    void whoGoesOnFromItsPositionGetsNoItemsAndWhoCannotGetsThemAnew() {
        WatchingClient first = client();
        first.send(subscribe(1, "lobby", ""));
        await().until(() -> types(first).contains("live"));
        String position = message(first, "live").get("position").asText();
        first.cut();
        WatchingClient second = client();

        second.send(subscribe(1, "lobby", position));
        await().until(() -> types(second).contains("live"));
        assertThat(types(second)).doesNotContain("items", "reset");

        second.send(subscribe(2, "lobby", "another.1.x"));
        await().until(() -> types(second).contains("reset"));
        await().until(() -> types(second).getLast().equals("live"));
        assertThat(types(second)).endsWith("subscribed", "reset", "items", "live");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"filter\":\"id = :r\",\"values\":{\":r\":\"1\"}",
                ",\"filter\":\"room > :r\",\"values\":{\":r\":\"1\"}"
            })
    void withoutThePartitionKeyTheSubscriptionIsRefusedAndTheConnectionGoesOn(String filter) {
        WatchingClient client = client();

        client.send(
                "{\"action\":\"subscribe\",\"sub\":\"a\",\"rev\":1,\"snapshot\":true"
                        + filter
                        + "}");

        await().until(() -> types(client).contains("error"));
        JsonNode error = message(client, "error");
        assertThat(error.get("reason").asText()).isEqualTo("snapshot");
        assertThat(error.get("message").asText()).contains("room = :p");
        client.send(subscribe(2, "lobby", ""));
        await().until(() -> types(client).contains("live"));
    }

    @Test
    void aSubscriptionThatMatchesTooManyItemsIsRefusedAndGetsNoChanges() {
        for (int i = 0; i <= MOST; i++) {
            put("hall", Integer.toString(100 + i), "one of many");
        }
        WatchingClient client = client();
        WatchingClient witness = system.connect();

        client.send(subscribe(1, "hall", ""));
        await().until(() -> types(client).contains("error"));
        put("hall", "100", "changed");

        await().until(() -> witness.values("/new/note").contains("changed"));
        await().until(system::owesNothing);
        assertThat(types(client)).containsExactly("error");
        JsonNode error = message(client, "error");
        assertThat(error.get("reason").asText()).isEqualTo("snapshot");
        assertThat(error.get("rev").asInt()).isEqualTo(1);
        assertThat(error.get("message").asText()).contains("more than 50 items", "narrow");
        client.send(
                "{\"action\":\"subscribe\",\"sub\":\"a\",\"rev\":2,\"snapshot\":true,\"filter\":\"room"
                    + " = :r AND id < :i\",\"values\":{\":r\":\"hall\",\":i\":\"110\"}}");
        await().until(() -> types(client).contains("live"));
        assertThat(message(client, "items").get("items")).hasSize(10);
    }

    @Test
    void manyItemsAreManyFramesAndALargeOneItsKeys() {
        for (int i = 0; i < 20; i++) {
            put("cellar", Integer.toString(10 + i), "é".repeat(3_000));
        }
        put("cellar", "large", "x".repeat(100_000));
        WatchingClient client = client();

        client.send(subscribe(1, "cellar", ""));
        await().until(() -> types(client).contains("live"));

        List<JsonNode> frames =
                client.texts().stream()
                        .map(WatchingClient::json)
                        .filter(text -> text.get("type").asText().equals("items"))
                        .toList();
        assertThat(frames).hasSizeGreaterThan(3);
        assertThat(frames.subList(0, frames.size() - 1)).noneMatch(frame -> frame.has("last"));
        assertThat(frames.getLast().get("last").asBoolean()).isTrue();
        assertThat(frames.stream().mapToInt(frame -> frame.get("items").size()).sum())
                .isEqualTo(21);
        assertThat(frames.stream().map(frame -> frame.get("began")).distinct()).hasSize(1);
        assertThat(frames.getLast().get("items").get(frames.getLast().get("items").size() - 1))
                .isEqualTo(
                        WatchingClient.json(
                                "{\"keys\":{\"id\":\"large\",\"room\":\"cellar\"},\"truncated\":true}"));
        assertThat(client.texts())
                .allMatch(text -> text.getBytes(StandardCharsets.UTF_8).length <= 32 * 1024);
    }

    @Test
    void noItemsAreAnEmptyFrame() {
        WatchingClient client = client();

        client.send(subscribe(1, "nowhere", ""));

        await().until(() -> types(client).contains("live"));
        assertThat(message(client, "items").get("items")).isEmpty();
    }

    private static String subscribe(int rev, String room, String after) {
        return "{\"action\":\"subscribe\",\"sub\":\"a\",\"rev\":%d,\"snapshot\":true%s,\"filter\":\"room = :r\",\"values\":{\":r\":\"%s\"}}"
                .formatted(rev, after.isEmpty() ? "" : ",\"after\":\"" + after + "\"", room);
    }

    private static WatchingClient client() {
        return system.connect(WatchingClient.builder().subprotocols("tablecast"));
    }

    private static void put(String room, String id, String note) {
        system.put(
                Map.of(
                        "room", AttributeValue.fromS(room),
                        "id", AttributeValue.fromS(id),
                        "note", AttributeValue.fromS(note)));
    }

    private static List<String> types(WatchingClient client) {
        return client.texts().stream()
                .map(text -> WatchingClient.json(text).path("type").asText())
                .toList();
    }

    /** Returns the last message of a type. */
    private static JsonNode message(WatchingClient client, String type) {
        return client.texts().stream()
                .map(WatchingClient::json)
                .filter(text -> text.path("type").asText().equals(type))
                .toList()
                .getLast();
    }
}
