package dev.tablecast.local.cloud.console;

import static dev.tablecast.local.cloud.console.TestConsole.errorCode;
import static dev.tablecast.local.cloud.console.TestConsole.errorMessage;
import static dev.tablecast.local.cloud.console.TestConsole.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
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
    void theSystemTellsWhereEverythingIs() throws Exception {
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
                                        "openConnections":3}
                                        """));
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
    @ValueSource(strings = {"/api/", "/api/tables", "/api/items/", "/api/items/a"})
    void anUnknownPathIsNotFound(String path) throws Exception {
        HttpResponse<String> response = console.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(errorCode(response)).isEqualTo("NotFound");
    }
}
