package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.testing.watching.WatchingClient;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A change reaches every open connection, in the order of its item. */
class BroadcastIT {
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.start("projection", "ALL", "pageSize", "10", "chunkSize", "3");
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
    void everyClientGetsEveryChangeInTheOrderOfItsItem() {
        List<WatchingClient> clients = system.connect(5);
        List<String> expected = IntStream.range(0, 100).mapToObj(Integer::toString).toList();

        for (String value : expected) {
            system.put("ordered-a", "value", value);
            system.put("ordered-b", "value", value);
        }

        await().untilAsserted(
                        () ->
                                assertThat(clients)
                                        .allSatisfy(
                                                client -> {
                                                    assertThat(valuesOf(client, "ordered-a"))
                                                            .isEqualTo(expected);
                                                    assertThat(valuesOf(client, "ordered-b"))
                                                            .isEqualTo(expected);
                                                }));
    }

    @Test
    void moreConnectionsThanAChunkAndThanAPageAreAllReached() {
        List<WatchingClient> clients = system.connect(35);

        system.put("paged", "value", "1");

        await().untilAsserted(
                        () ->
                                assertThat(clients)
                                        .allSatisfy(
                                                client ->
                                                        assertThat(valuesOf(client, "paged"))
                                                                .containsExactly("1")));
    }

    @Test
    void anInsertAModifyAndARemoveAreToldApart() {
        WatchingClient client = system.connect();

        system.put("told", "value", "1");
        system.put("told", "value", "2");
        system.delete("told");

        await().until(() -> client.changes().size() == 3);
        assertThat(client.values("/event")).containsExactly("INSERT", "MODIFY", "REMOVE");
        JsonNode modified = client.changes().get(1);
        assertThat(modified.at("/keys/id").asText()).isEqualTo("told");
        assertThat(modified.at("/old/value").asText()).isEqualTo("1");
        assertThat(modified.at("/new/value").asText()).isEqualTo("2");
        assertThat(modified.at("/changed/0").asText()).isEqualTo("value");
        assertThat(client.changes().get(2).at("/old/value").asText()).isEqualTo("2");
    }

    @Test
    void anItemOf300KilobytesArrivesAsItsKeys() {
        WatchingClient client = system.connect();

        system.put("large", "value", "x".repeat(300_000));
        system.put("small", "value", "1");

        await().until(() -> client.changes().size() == 2);
        JsonNode large = client.changes().get(0);
        assertThat(large.at("/keys/id").asText()).isEqualTo("large");
        assertThat(large.get("truncated").asBoolean()).isTrue();
        assertThat(large.has("new")).isFalse();
        assertThat(client.texts()).allMatch(text -> text.length() <= 32 * 1024);
    }

    @Test
    void everyAttributeTypeArrivesAsPlainJson() {
        WatchingClient client = system.connect();

        system.put(
                Map.of(
                        "id", TestSystem.text("types"),
                        "digits", AttributeValue.fromN("12345678901234567890123456789012345678"),
                        "number", AttributeValue.fromN("94105.5"),
                        "set", AttributeValue.fromSs(List.of("b")),
                        "map", AttributeValue.fromM(Map.of("🙂", AttributeValue.fromNul(true)))));

        await().until(() -> client.changes().size() == 1);
        assertThat(client.changes().get(0).get("new").toString())
                .isEqualTo(
                        "{\"digits\":\"12345678901234567890123456789012345678\",\"id\":\"types\","
                                + "\"map\":{\"🙂\":null},\"number\":94105.5,\"set\":[\"b\"]}");
    }

    @Test
    void aChangeOfManyItemsAtOnceSharesMessages() {
        WatchingClient client = system.connect();

        system.putAtOnce(
                IntStream.range(0, 100)
                        .mapToObj(i -> Map.of("id", TestSystem.text("many-" + i)))
                        .toList());

        await().until(() -> client.changes().size() == 100);
        assertThat(client.texts()).hasSizeLessThan(100);
    }

    @Test
    void aBroadcastWithoutConnectionsIsNoFailure() {
        system.put("nobody", "value", "1");
        WatchingClient client = system.connect();
        system.put("somebody", "value", "1");

        await().until(() -> client.values("/keys/id").contains("somebody"));
        assertThat(system.cloud().onFailureMessages()).isEmpty();
    }

    private static List<String> valuesOf(WatchingClient client, String id) {
        return client.changes().stream()
                .filter(change -> change.at("/keys/id").asText().equals(id))
                .map(change -> change.at("/new/value").asText())
                .toList();
    }
}
