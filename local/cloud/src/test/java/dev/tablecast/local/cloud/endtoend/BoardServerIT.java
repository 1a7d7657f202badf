package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.testing.watching.WatchingClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The server of the order board lets people write what their tenant and their role may. */
class BoardServerIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static BoardSystem board;

    @BeforeAll
    static void start() {
        board = BoardSystem.start();
    }

    @AfterAll
    static void stop() {
        board.close();
    }

    @Test
    void anOrderIsOfTheTenantOfTheTokenWhateverTheRequestSays() throws Exception {
        String id = uuid();

        var answer =
                post(
                        "ben",
                        "/api/orders",
                        order(id, uuid(), "\"tenant\":\"florist\",\"cents\":100"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer)).hasToString("{\"status\":\"new\",\"version\":1}");
        assertThat(item("bakery", id).get("by").s()).isEqualTo("Ben");
        assertThat(item("florist", id)).isEmpty();
    }

    @Test
    void anotherTenantsOrderIsntThere() throws Exception {
        String id = place("ben", 100);

        var answer = move("flora", id, uuid(), "new", "cancelled");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(message(answer)).isEqualTo("This order no longer exists.");
        assertThat(item("bakery", id).get("status").s()).isEqualTo("new");
    }

    @Test
    void clerksKnowNothingOfTheOrdersOfManagers() throws Exception {
        String id = uuid();
        String isForManagers = "\"isForManagers\":true,\"cents\":100";
        assertThat(post("ben", "/api/orders", order(id, uuid(), isForManagers)).statusCode())
                .isEqualTo(403);
        assertThat(post("ada", "/api/orders", order(id, uuid(), isForManagers)).statusCode())
                .isEqualTo(200);

        var answer = move("ben", id, uuid(), "new", "preparing");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(message(answer)).isEqualTo("This order no longer exists.");
        assertThat(move("ada", id, uuid(), "new", "preparing").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"ben, 50000, 200", "ben, 50001, 403", "ada, 50001, 200"})
    void clerksTakeOrdersUpToALimit(String sub, int cents, int status) throws Exception {
        assertThat(
                        post(sub, "/api/orders", order(uuid(), uuid(), "\"cents\":" + cents))
                                .statusCode())
                .isEqualTo(status);
    }

    @Test
    void onlyManagersCancel() throws Exception {
        String id = place("ben", 100);

        var refused = move("ben", id, uuid(), "new", "cancelled");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(message(refused)).isEqualTo("Only a manager may cancel an order.");

        assertThat(move("ada", id, uuid(), "new", "cancelled").statusCode()).isEqualTo(200);
        assertThat(item("bakery", id).get("status").s()).isEqualTo("cancelled");
    }

    @Test
    void aRequestThatComesTwiceIsDoneOnce() throws Exception {
        String id = uuid();
        String placed = uuid();
        String moved = uuid();
        for (int i = 0; i < 2; i++) {
            assertThat(
                            json(post("ben", "/api/orders", order(id, placed, "\"cents\":100")))
                                    .get("version")
                                    .asInt())
                    .isEqualTo(1);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(json(move("ben", id, moved, "new", "preparing")).get("version").asInt())
                    .isEqualTo(2);
        }
        assertThat(post("ben", "/api/orders", order(id, uuid(), "\"cents\":100")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void whoIsLateIsToldWhoWasFirst() throws Exception {
        String id = place("ben", 100);
        move("ada", id, uuid(), "new", "preparing");

        var answer = move("ben", id, uuid(), "new", "preparing");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(message(answer)).isEqualTo("Ada changed it to preparing meanwhile.");
    }

    @ParameterizedTest
    @CsvSource({"new, ready", "new, new", "ready, preparing", "collected, cancelled"})
    void aStatusFollowsTheOneBefore(String from, String to) throws Exception {
        var answer = move("ada", uuid(), uuid(), from, to);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(message(answer)).isEqualTo("to: %s can't follow %s".formatted(to, from));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | body: must be a JSON object",
                "{ | body: must be a JSON object",
                "{\"id\":\"1\"} | id: found \"1\", must be a UUID in lower case",
                "{\"id\":\"ID\",\"write\":7} | write: found 7, must be a UUID in lower case",
                "{\"id\":\"ID\",\"write\":\"ID\",\"customer\":\" \"} | customer: found \" \", must"
                        + " be a string of 1 to 80 characters",
                "{\"id\":\"ID\",\"write\":\"ID\",\"customer\":\"c\",\"goods\":\"g\",\"cents\":1.5}"
                        + " | cents: found 1.5, must be a whole number from 0 to 10000000"
            })
    void aBadFieldIsNamedWithWhatIsAllowed(String body, String message) throws Exception {
        var answer = post("ada", "/api/orders", body.replace("ID", uuid()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(message(answer)).isEqualTo(message);
    }

    @Test
    void anUnknownStatusIsNamedWithThoseThatThereAre() throws Exception {
        var answer = move("ada", uuid(), uuid(), "new", "gone");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(message(answer))
                .isEqualTo(
                        "to: found \"gone\", must be one of [new, preparing, ready, collected,"
                                + " cancelled]");
    }

    @Test
    void aLargeBodyAndAnotherPathAreRefused() throws Exception {
        assertThat(post("ada", "/api/orders", " ".repeat(5_000)).statusCode()).isEqualTo(413);
        assertThat(post("ada", "/api/other", "{}").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer letmein", "Basic YWRhOnNlY3JldA=="})
    void whoHasNoValidTokenWritesNothing(String authorization) throws Exception {
        String id = uuid();
        var request = request("/api/orders", order(id, uuid(), "\"cents\":1"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }

        assertThat(HTTP.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        assertThat(item("bakery", id)).isEmpty();
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() throws Exception {
        try (var stranger = new Issuer()) {
            var request =
                    request("/api/orders", order(uuid(), uuid(), "\"cents\":1"))
                            .header(
                                    "Authorization",
                                    "Bearer "
                                            + stranger.token(
                                                    t ->
                                                            t.issuer(board.example().issuer())
                                                                    .audience("board")
                                                                    .claim("name", "Mallory")
                                                                    .claim("tenant", "bakery")
                                                                    .claim("role", "manager")));

            assertThat(HTTP.send(request.build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/orders", "/issuer/token/ada", "/", "/settings.json"})
    void aForeignPageIsRefused(String path) throws Exception {
        int port = board.example().uri().getPort();
        for (List<String> headers :
                List.of(
                        List.of("evil.example:" + port, "http://evil.example:" + port),
                        List.of("localhost:" + port, "https://evil.example"))) {
            RawAnswer answer =
                    RawAnswer.to(
                            port,
                            "POST %s HTTP/1.1\nHost: %s\nOrigin: %s\nContent-Length: 2\n\n{}"
                                    .formatted(path, headers.get(0), headers.get(1)));

            assertThat(answer.status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../people.json", "/%2e%2e/people.json", "/people.json", "/page/"})
    void nothingButThePageIsServed(String path) throws Exception {
        RawAnswer answer =
                RawAnswer.to(
                        board.example().uri().getPort(),
                        "GET %s HTTP/1.1\nHost: localhost\n\n".formatted(path));

        assertThat(answer.status()).isBetween(400, 404);
    }

    @ParameterizedTest
    @CsvSource({"POST, /issuer/token/nobody", "GET, /issuer/token/ada", "GET, /issuer/other"})
    void theIssuerHasNothingElse(String method, String path) throws Exception {
        RawAnswer answer =
                RawAnswer.to(
                        board.example().uri().getPort(),
                        "%s %s HTTP/1.1\nHost: localhost".formatted(method, path));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"not_found\"}");
    }

    private static String place(String sub, int cents) throws Exception {
        String id = uuid();
        assertThat(post(sub, "/api/orders", order(id, uuid(), "\"cents\":" + cents)).statusCode())
                .isEqualTo(200);
        return id;
    }

    private static HttpResponse<String> move(
            String sub, String id, String write, String from, String to) throws Exception {
        return post(
                sub,
                "/api/orders/" + id + "/status",
                "{\"write\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}".formatted(write, from, to));
    }

    private static HttpResponse<String> post(String sub, String path, String body)
            throws Exception {
        var token = board.example().token(sub).orElseThrow();
        var request = request(path, body).header("Authorization", "Bearer " + token).build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String body) {
        URI uri = board.example().uri().resolve(path);
        return HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body));
    }

    private static String order(String id, String write, String more) {
        return "{\"id\":\"%s\",\"write\":\"%s\",\"customer\":\"c\",\"goods\":\"g\",%s}"
                .formatted(id, write, more);
    }

    private static Map<String, AttributeValue> item(String tenant, String id) {
        var system = board.system();
        return system.dynamoDb()
                .getItem(
                        request ->
                                request.tableName(system.sourceTable())
                                        .consistentRead(true)
                                        .key(
                                                Map.of(
                                                        "tenant", TestSystem.text(tenant),
                                                        "id", TestSystem.text(id))))
                .item();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return WatchingClient.json(answer.body());
    }

    private static String message(HttpResponse<String> answer) {
        return json(answer).get("message").asText();
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }
}
