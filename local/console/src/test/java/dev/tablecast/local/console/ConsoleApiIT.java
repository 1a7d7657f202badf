package dev.tablecast.local.console;

import static dev.tablecast.local.console.TestConsole.errorCode;
import static dev.tablecast.local.console.TestConsole.errorMessage;
import static dev.tablecast.local.console.TestConsole.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class ConsoleApiIT {
    private static final String ITEM =
            "{\"Item\":{\"id\":{\"S\":\"a\"},\"zip\":{\"N\":\"94103\"}}}";
    private static final Map<String, AttributeValue> ATTRIBUTES =
            Map.of("id", AttributeValue.fromS("a"), "zip", AttributeValue.fromN("94103"));

    private final TestConsole console = new TestConsole();

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void theSystemHasAllEndpoints() throws Exception {
        HttpResponse<String> response = console.get("/api/system");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(json(response))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"webSocketUrl":"ws://localhost:8080/live",
                                        "managementEndpoint":"http://localhost:8080/live",
                                        "dynamoDbEndpoint":"http://localhost:8000",
                                        "stepFunctionsEndpoint":"http://localhost:8083",
                                        "sourceTable":{"name":"Addresses","key":[
                                          {"name":"id","type":"S"},{"name":"year","type":"N"}]},
                                        "connectionsTable":"WebSocketManager",
                                        "auth":"none",
                                        "messageFormat":"json",
                                        "openConnections":3}
                                        """));
    }

    @Test
    void untilEverythingIsThereOnlyThePageIsServed() throws Exception {
        console.ready = false;
        for (String path : List.of("/api/system", "/api/items", "/api/events")) {
            HttpResponse<String> response = console.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(503);
            assertThat(errorCode(response)).as(path).isEqualTo("Starting");
        }
        assertThat(console.get("/").statusCode()).isEqualTo(200);

        console.ready = true;
        assertThat(console.get("/api/system").statusCode()).isEqualTo(200);
    }

    @Test
    void anItemIsPut() throws Exception {
        HttpResponse<String> response = console.sendJson("PUT", "/api/items", ITEM);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(console.items.all()).containsExactly(ATTRIBUTES);
    }

    @Test
    void anItemIsDeletedByItsKey() throws Exception {
        console.items.put(ATTRIBUTES);
        String key = "{\"Key\":{\"id\":{\"S\":\"a\"}}}";

        assertThat(console.sendJson("DELETE", "/api/items", key).statusCode()).isEqualTo(204);
        assertThat(console.items.all()).isEmpty();
        assertThat(console.sendJson("DELETE", "/api/items", key).statusCode()).isEqualTo(204);
    }

    @Test
    void theFirstItemsAreListedInDynamoDbJson() throws Exception {
        console.items.put(ATTRIBUTES);
        console.items.put(Map.of("id", AttributeValue.fromS("b")));

        assertThat(json(console.get("/api/items")).path("Items")).hasSize(2);
        assertThat(json(console.get("/api/items?limit=1")).at("/Items/0/zip/N").asText())
                .isEqualTo("94103");
        assertThat(json(console.get("/api/items?limit=1")).path("Items")).hasSize(1);
    }

    @Test
    void thePageAfterAPageStartsWhereThatEnded() throws Exception {
        for (String id : new String[] {"a", "b", "c"}) {
            console.items.put(Map.of("id", AttributeValue.fromS(id)));
        }

        JsonNode first = json(console.get("/api/items?limit=2"));
        String start =
                URLEncoder.encode(
                        first.path("LastEvaluatedKey").toString(), StandardCharsets.UTF_8);
        JsonNode second = json(console.get("/api/items?limit=2&start=" + start));

        assertThat(first.at("/Items/1/id/S").asText()).isEqualTo("b");
        assertThat(second.at("/Items/0/id/S").asText()).isEqualTo("c");
        assertThat(second.has("LastEvaluatedKey")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%7B", "x", "[]", "%7B%22id%22:7%7D"})
    void aStartThatIsntAKeyIsRefused(String start) throws Exception {
        HttpResponse<String> response = console.get("/api/items?start=" + start);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(errorMessage(response)).startsWith("start");
    }

    @Test
    void theGeneratorRestsUntilItIsTold() throws Exception {
        assertThat(console.get("/api/generator").body())
                .isEqualTo(
                        "{\"clients\":0,\"changesPerSecond\":0,\"faults\":false,\"connected\":0,"
                                + "\"received\":0,\"lost\":0,\"written\":0,"
                                + "\"writtenPerSecond\":0,\"problem\":\"\"}");
        assertThat(console.faults).isFalse();
    }

    @Test
    void theGeneratorChangesItemsUntilItIsStopped() throws Exception {
        generate(0, 400, false);
        await().until(() -> json(console.get("/api/generator")).path("written").asInt() > 100);
        assertThat(json(console.get("/api/generator")).path("writtenPerSecond").asInt())
                .isPositive();
        assertThat(console.items.all()).hasSizeBetween(1, 200);

        generate(0, 0, false);
        // Writes that were due before the stop are complete by then.
        await().until(() -> written() == written());
        long written = written();
        await().during(Duration.ofMillis(300)).until(() -> written() == written);
    }

    @Test
    void faultsAreOnWhileTheGeneratorHasThem() throws Exception {
        generate(0, 0, true);
        assertThat(console.faults).isTrue();
        generate(0, 0, false);
        assertThat(console.faults).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "501, 0, 'clients: found 501, may be from 0 to 500'",
        "-1, 0, 'clients: found -1, may be from 0 to 500'",
        "0, 2001, 'changesPerSecond: found 2001, may be from 0 to 2000'"
    })
    void theGeneratorHasLimits(int clients, int changes, String message) throws Exception {
        HttpResponse<String> response = generate(clients, changes, false);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(errorMessage(response)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"clients\":1}",
                "{\"clients\":\"1\",\"changesPerSecond\":0,\"faults\":false}",
                "{\"clients\":1.5,\"changesPerSecond\":0,\"faults\":false}",
                "{\"clients\":1,\"changesPerSecond\":0,\"faults\":1}",
                "{\"clients\":1,\"changesPerSecond\":0,\"faults\":false,\"more\":1}"
            })
    void theGeneratorTakesWhatIsDocumentedOnly(String body) throws Exception {
        HttpResponse<String> response = console.sendJson("PUT", "/api/generator", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(errorMessage(response)).startsWith("body: must be {\"clients\"");
    }

    @Test
    void aFailureOfTheGeneratorIsTold() throws Exception {
        console.items.fail(SdkClientException.create("Connection refused"));
        generate(0, 100, false);

        await().untilAsserted(
                        () ->
                                assertThat(
                                                json(console.get("/api/generator"))
                                                        .path("problem")
                                                        .asText())
                                        .contains("Connection refused"));
    }

    @Test
    void anExecutionThatIsntKnownIsNotFound() throws Exception {
        for (String path : new String[] {"arn:x", "arn:x/events/1", "arn:x/events", "a/b/c/d"}) {
            assertThat(console.get("/api/executions/" + path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(console.get("/api/executions").body())
                .isEqualTo("{\"total\":0,\"executions\":[]}");
    }

    @Test
    void eventsAreForWebSocketsOnly() throws Exception {
        HttpResponse<String> response = console.get("/api/events");

        assertThat(response.statusCode()).isEqualTo(426);
        assertThat(errorCode(response)).isEqualTo("UpgradeRequired");
    }

    private long written() throws Exception {
        return json(console.get("/api/generator")).path("written").asLong();
    }

    private HttpResponse<String> generate(int clients, int changes, boolean faults)
            throws Exception {
        return console.sendJson(
                "PUT",
                "/api/generator",
                "{\"clients\":%d,\"changesPerSecond\":%d,\"faults\":%b}"
                        .formatted(clients, changes, faults));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "99999999999", "x", ""})
    void aLimitIsFrom1To1000(String limit) throws Exception {
        HttpResponse<String> response = console.get("/api/items?limit=" + limit);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(errorMessage(response))
                .isEqualTo("limit: found %s, may be from 1 to 1000", limit);
    }

    @Test
    void aQueryThatIsntOneIsRefused() throws Exception {
        assertThat(console.raw("GET /api/items?limit=%zz HTTP/1.1", "Host: localhost\r\n"))
                .isEqualTo("HTTP/1.1 400 Bad Request");
    }

    @ParameterizedTest
    @CsvSource({"PUT", "DELETE", "GET"})
    void whatDynamoDbRefusesHasItsStatusCodeAndMessage(String method) throws Exception {
        console.items.fail(
                DynamoDbException.builder()
                        .statusCode(400)
                        .awsErrorDetails(
                                AwsErrorDetails.builder()
                                        .errorCode("ValidationException")
                                        .errorMessage("Missing the key id in the item")
                                        .build())
                        .build());
        String field = method.equals("PUT") ? "Item" : "Key";
        HttpResponse<String> response =
                console.sendJson(
                        method, "/api/items", "{\"%s\":{\"id\":{\"S\":\"\"}}}".formatted(field));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo(
                        "{\"error\":{\"code\":\"ValidationException\","
                                + "\"message\":\"Missing the key id in the item\"}}");
    }

    @Test
    void anUnreachableDynamoDbIsABadGateway() throws Exception {
        console.items.fail(SdkClientException.create("Connection refused"));
        HttpResponse<String> response = console.sendJson("PUT", "/api/items", ITEM);

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(errorCode(response)).isEqualTo("DynamoDbUnreachable");
        assertThat(errorMessage(response)).contains("Connection refused");
    }

    @Test
    void aFaultOfTheConsoleTellsNothingOfItself() throws Exception {
        console.items.fail(new IllegalStateException("secret"));
        HttpResponse<String> response = console.sendJson("PUT", "/api/items", ITEM);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(errorCode(response)).isEqualTo("InternalError");
        assertThat(response.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"Key\":{}}",
                "{\"Item\":{},\"Key\":{}}",
                "{\"Item\":[]}",
                "{\"Item\":{}} {}",
                "{\"Item\":{\"id\":{\"S\":\"a\"},\"id\":{\"S\":\"b\"}}}",
                "{\"Item\":{\"id\":\"a\"}}"
            })
    void aBodyThatIsntTheDocumentedOneIsRefused(String body) throws Exception {
        HttpResponse<String> response = console.sendJson("PUT", "/api/items", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(errorCode(response)).isEqualTo("InvalidRequest");
        assertThat(errorMessage(response)).matches("(body|Item).*: .+");
        assertThat(console.items.all()).isEmpty();
    }

    @Test
    void aBodyOfUpTo1MegabyteIsTaken() throws Exception {
        String body = "{\"Item\":{\"id\":{\"S\":\"%s\"}}}";
        int room = Body.MAX_BYTES - body.length() + 2;

        assertThat(
                        console.sendJson("PUT", "/api/items", body.formatted("x".repeat(room)))
                                .statusCode())
                .isEqualTo(204);
        HttpResponse<String> response =
                console.sendJson("PUT", "/api/items", body.formatted("x".repeat(room + 1)));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(errorMessage(response))
                .isEqualTo("body: found more than 1048576 bytes, which is the limit");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/system, 'GET, HEAD'",
        "PUT, /api/system, 'GET, HEAD'",
        "POST, /api/items, 'GET, HEAD, PUT, DELETE'",
        "OPTIONS, /api/items, 'GET, HEAD, PUT, DELETE'",
        "PUT, /api/connections, 'GET, HEAD'",
        "GET, /api/connections/a, DELETE",
        "GET, /api/connections/a/cut, POST",
        "POST, /api/generator, 'GET, HEAD, PUT'",
        "DELETE, /api/executions/a, 'GET, HEAD'",
        "PUT, /api/resources, 'GET, HEAD'",
        "POST, /, 'GET, HEAD'",
        "DELETE, /console/main.js, 'GET, HEAD'"
    })
    void anotherMethodIsNotAllowed(String method, String path, String allowed) throws Exception {
        HttpResponse<String> response = console.sendJson(method, path, "{}");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
        assertThat(errorMessage(response))
                .isEqualTo("%s: found %s, may be one of %s", path, method, allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/",
                "/api/tables",
                "/api/items/",
                "/api/items/a",
                "/api/system/a",
                "/api/connections/a/b/c",
                "/api/generator/a",
                "/api/resources/a"
            })
    void anUnknownPathIsNotFound(String path) throws Exception {
        HttpResponse<String> response = console.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(errorCode(response)).isEqualTo("NotFound");
    }
}
