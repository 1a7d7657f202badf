package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The console's API, on the gateway's port, with the real table behind it. */
class ConsoleIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.start("projection", "ALL", "sourceRangeKey", "at:N");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void thePageIsServedAtTheRoot() throws Exception {
        HttpResponse<String> page = send("GET", "/", "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Tablecast");
    }

    @Test
    void itKnowsTheSystemAndHowManyAreConnected() throws Exception {
        WatchingClient client = system.connect();

        JsonNode known = WatchingClient.json(send("GET", "/api/system", "").body());

        assertThat(known.get("webSocketUrl").asText())
                .isEqualTo(system.cloud().webSocketUri().toString());
        assertThat(known.at("/sourceTable/name").asText()).isEqualTo("Items");
        assertThat(known.at("/sourceTable/key/1/name").asText()).isEqualTo("at");
        assertThat(known.at("/sourceTable/key/1/type").asText()).isEqualTo("N");
        assertThat(known.get("openConnections").asInt()).isPositive();
        client.close();
    }

    @Test
    void anItemThatIsPutAndDeletedArrivesAtEveryClient() throws Exception {
        WatchingClient client = system.connect();

        assertThat(
                        send(
                                        "PUT",
                                        "/api/items",
                                        "{\"Item\":{\"id\":{\"S\":\"1\"},\"at\":{\"N\":\"7\"}}}")
                                .statusCode())
                .isEqualTo(204);
        JsonNode items = WatchingClient.json(send("GET", "/api/items?limit=10", "").body());
        assertThat(
                        send(
                                        "DELETE",
                                        "/api/items",
                                        "{\"Key\":{\"id\":{\"S\":\"1\"},\"at\":{\"N\":\"7\"}}}")
                                .statusCode())
                .isEqualTo(204);

        assertThat(items.toString()).contains("{\"id\":{\"S\":\"1\"},\"at\":{\"N\":\"7\"}}");
        await().untilAsserted(
                        () ->
                                assertThat(client.values("/event"))
                                        .containsExactly("INSERT", "REMOVE"));
        client.close();
    }

    @Test
    void whatDynamoDbRefusesIsToldInItsOwnWords() throws Exception {
        HttpResponse<String> refused =
                send("PUT", "/api/items", "{\"Item\":{\"id\":{\"S\":\"1\"}}}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(WatchingClient.json(refused.body()).at("/error/code").asText())
                .isEqualTo("ValidationException");
    }

    @Test
    void aConnectionIsListedWithWhatBecameOfTheLastPostToIt() throws Exception {
        WatchingClient client = system.connect();
        String id = newest();
        assertThat(connection(id).has("lastPost")).isFalse();

        put("posted");

        await().untilAsserted(
                        () ->
                                assertThat(connection(id).at("/lastPost/status").asInt())
                                        .isEqualTo(200));
        assertThat(connection(id).path("state").asText()).isEqualTo("OPEN");
        assertThat(connection(id).path("userAgent").asText()).startsWith("Java-http-client");
        client.close();
    }

    @Test
    void aConnectionIsListedWithWhatItIsSubscribedTo() throws Exception {
        WatchingClient texts = system.connect();
        String id = newest();
        assertThat(connection(id).has("subscriptions")).isFalse();
        texts.close();
        WatchingClient client = system.connect(WatchingClient.builder().subprotocols("tablecast"));
        String subscribing = newest();
        assertThat(connection(subscribing).path("subscriptions").toString()).isEqualTo("[]");

        client.subscribe(1, "");

        await().untilAsserted(
                        () ->
                                assertThat(
                                                connection(subscribing)
                                                        .at("/subscriptions/0/sub")
                                                        .asText())
                                        .isEqualTo("a"));
        assertThat(connection(subscribing).at("/subscriptions/0/view").asText()).isNotEmpty();
        client.unsubscribe(2);
        await().untilAsserted(
                        () -> assertThat(connection(subscribing).path("subscriptions")).isEmpty());
        client.close();
    }

    @Test
    void aConnectionIsCutWithoutACloseFrame() throws Exception {
        WatchingClient client = system.connect();
        String id = newest();

        assertThat(send("POST", "/api/connections/" + id + "/cut", "{}").statusCode())
                .isEqualTo(204);

        await().until(() -> client.closed().isDone());
        assertThat(ended(id).path("closeCode").asInt()).isEqualTo(1006);
        assertThat(system.rows()).contains(id);
        assertThat(send("POST", "/api/connections/" + id + "/cut", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aConnectionIsClosedAsByTheManagementApi() throws Exception {
        WatchingClient client = system.connect();
        String id = newest();

        assertThat(send("DELETE", "/api/connections/" + id, "").statusCode()).isEqualTo(204);

        await().untilAsserted(() -> assertThat(client.closed()).isCompletedWithValue(1000));
        assertThat(ended(id).path("closeCode").asInt()).isEqualTo(1000);
        await().until(() -> !system.rows().contains(id));
        assertThat(send("DELETE", "/api/connections/" + id, "").statusCode()).isEqualTo(404);
    }

    @Test
    void anExecutionTellsWhomItReachedAndEveryStep() throws Exception {
        List<WatchingClient> clients = system.connect(2);
        put("broadcast");
        await().until(() -> clients.getFirst().changes().size() == 1);
        await().until(() -> json("/api/executions").at("/executions/0/counts").size() > 0);

        JsonNode newest = json("/api/executions?limit=1").at("/executions/0");
        JsonNode whole = json("/api/executions/" + newest.path("arn").asText());

        assertThat(newest.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(newest.at("/counts/delivered").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(newest.at("/counts/targeted").asInt())
                .isEqualTo(newest.at("/counts/delivered").asInt());
        assertThat(whole.at("/definition/States").properties())
                .extracting(Map.Entry::getKey)
                .contains(whole.at("/definition/StartAt").asText(), "Post to every chunk");
        assertThat(WatchingClient.json(whole.path("input").asText()).get("to").asLong())
                .isEqualTo(clients.getFirst().changes().getFirst().get("seq").asLong());
        assertThat(whole.path("events").findValuesAsText("name")).contains("Post to the chunk");
        assertThat(whole.path("events").findValues("input")).isEmpty();
        JsonNode event = json("/api/executions/" + newest.path("arn").asText() + "/events/2");
        assertThat(event.path("type").asText()).isEqualTo("TaskStateEntered");
        assertThat(event.at("/details/input").asText()).contains("epoch");
        clients.forEach(WatchingClient::close);
    }

    @Test
    void resourcesAreListedWithWhatTheyReferTo() throws Exception {
        JsonNode resources = json("/api/resources").path("resources");
        var mapping =
                resources
                        .valueStream()
                        .filter(
                                resource ->
                                        resource.path("type")
                                                .asText()
                                                .endsWith(":EventSourceMapping"))
                        .filter(resource -> resource.path("name").asText().equals("stream-trigger"))
                        .findFirst()
                        .orElseThrow();

        assertThat(mapping.at("/inputs/batchSize").asInt()).isEqualTo(100);
        assertThat(
                        mapping.path("refersTo")
                                .valueStream()
                                .map(place -> resources.get(place.asInt()))
                                .map(other -> other.path("type").asText().replaceAll(".*:", "")))
                .contains("Table", "Queue");
    }

    @Test
    void theGeneratorConnectsClientsThatReceiveItsChangesAlsoWithFaults() throws Exception {
        var generator = new ConsoleGenerator(system);
        generator.set(5, 50, true);
        await().until(() -> generator.state().path("connected").asInt() >= 4);
        await().until(() -> generator.state().path("received").asInt() > 20);
        assertThat(json("/api/connections").findValuesAsText("userAgent"))
                .contains("tablecast-generator");
        await().until(() -> generator.state().path("lost").asInt() > 0);

        generator.stop();

        await().until(() -> generator.state().path("connected").asInt() == 0);
        assertThat(generator.state().path("faults").asBoolean()).isFalse();
        await().until(() -> system.cloud().gateway().connections().isEmpty());
    }

    @Test
    void whatIsWatchedIsToldWhenItChanges() throws Exception {
        WatchingClient page = watch("{\"watch\":[\"system\",\"generator\"]}");
        await().until(() -> page.texts().size() == 1);
        JsonNode first = WatchingClient.json(page.texts().getFirst());
        assertThat(first.path("system")).isEqualTo(json("/api/system"));
        assertThat(first.path("generator")).isEqualTo(json("/api/generator"));
        assertThat(first).hasSize(2);

        WatchingClient client = system.connect();

        await().until(() -> page.texts().size() > 1);
        JsonNode next = WatchingClient.json(page.texts().get(1));
        assertThat(next).hasSize(1);
        assertThat(next.at("/system/openConnections").asInt())
                .isEqualTo(first.at("/system/openConnections").asInt() + 1);
        client.close();
        page.close();
    }

    @Test
    void whatCantBeWatchedIsRefused() throws Exception {
        for (String text :
                List.of("{\"watch\":[\"items\"]}", "{\"watch\":\"system\"}", "x", "{}")) {
            WatchingClient page = watch(text);

            await().untilAsserted(() -> assertThat(page.closed()).isCompletedWithValue(1008));
        }
    }

    @Test
    void aPageOfAnotherOriginCantWatch() {
        assertThatThrownBy(
                        () ->
                                WatchingClient.connect(
                                        WatchingClient.builder()
                                                .header("Origin", "https://example.com"),
                                        events()))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }

    private static WatchingClient watch(String text) {
        var page = WatchingClient.connect(events());
        page.send(text);
        return page;
    }

    private static URI events() {
        return URI.create(
                system.cloud()
                        .connectionsEndpoint()
                        .resolve("/api/events")
                        .toString()
                        .replaceFirst("http", "ws"));
    }

    private static void put(String id) {
        system.put(Map.of("id", TestSystem.text(id), "at", AttributeValue.fromN("1")));
    }

    private static String newest() throws Exception {
        return json("/api/connections").at("/connections/0/connectionId").asText();
    }

    private static JsonNode connection(String id) throws Exception {
        return find(json("/api/connections").path("connections"), id);
    }

    private static JsonNode ended(String id) throws Exception {
        return find(json("/api/connections").path("ended"), id);
    }

    private static JsonNode find(JsonNode connections, String id) {
        return connections
                .valueStream()
                .filter(entry -> entry.path("connectionId").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(String path) throws Exception {
        return WatchingClient.json(send("GET", path, "").body());
    }

    private static HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        URI root = system.cloud().connectionsEndpoint();
        return HTTP.send(
                HttpRequest.newBuilder(root.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
