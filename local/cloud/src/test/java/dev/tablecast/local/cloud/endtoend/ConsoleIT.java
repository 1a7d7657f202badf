package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
