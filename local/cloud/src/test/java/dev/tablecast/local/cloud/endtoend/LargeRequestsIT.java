package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.testing.watching.WatchingClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ninety requests of 8 MB at once, in the heap that {@code -Prun} gives. */
@Timeout(300)
class LargeRequestsIT {
    private static final int REQUESTS = 90;
    private static final int BYTES = 8 * 1024 * 1024;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static StartedProcess started;
    private static URI feed;
    private static URI gateway;
    private static URI dynamoDb;
    private static URI stepFunctions;

    @BeforeAll
    static void start() throws Exception {
        started =
                StartedProcess.start(
                        Map.of(
                                "TABLECAST_PORT", "0",
                                "TABLECAST_DYNAMODB_PORT", "0",
                                "TABLECAST_STEPFUNCTIONS_PORT", "0"));
        feed = uri("WebSocket +(ws://\\S+)");
        gateway = uri("Console +(http://\\S+)");
        dynamoDb = uri("DynamoDB +(http://\\S+)");
        stepFunctions = uri("Step Functions +(http://\\S+)");
    }

    private static URI uri(String pattern) {
        return URI.create(started.awaitOutput(Pattern.compile(pattern)));
    }

    @AfterAll
    static void stop() {
        started.close();
    }

    /**
     * @param body repeated between the beginning and the end until there are 8 MB
     * @param answers the statuses that may come; 503 is for what waits too long
     */
    private record Large(
            String method,
            URI uri,
            Map<String, String> headers,
            String body,
            List<Integer> answers) {
        static Large aws(URI uri, String target, String body, Integer... answers) {
            return new Large(
                    "POST",
                    uri,
                    Map.of("X-Amz-Target", target, "Authorization", AUTHORIZATION),
                    body,
                    List.of(answers));
        }

        private static final String AUTHORIZATION =
                "AWS4-HMAC-SHA256 Credential=local/20261126/us-east-1/dynamodb/aws4_request,"
                        + " SignedHeaders=host, Signature=0";

        byte[] bytes() {
            String[] parts = body.split("…");
            int times = (BYTES - parts[0].length() - parts[2].length()) / parts[1].length();
            return (parts[0] + parts[1].repeat(times) + parts[2]).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return method + " " + uri.getPath() + " " + headers.get("X-Amz-Target") + " " + body;
        }
    }

    static Stream<Large> requests() {
        Map<String, String> json = Map.of("Content-Type", "application/json");
        return Stream.of(
                Large.aws(
                        dynamoDb,
                        "DynamoDB_20120810.PutItem",
                        "{\"TableName\":\"Items\",\"Item\":{\"id\":{\"S\":\"1\"},\"a\":{\"S\":\"…aaaa…\"}}}",
                        400,
                        503),
                Large.aws(
                        dynamoDb,
                        "DynamoDB_20120810.PutItem",
                        "{\"TableName\":\"Items\",\"Item\":{\"id\":{\"S\":\"1\"},\"a\":{\"L\":[…{\"N\":\"1\"},…{\"N\":\"1\"}]}}}",
                        413),
                Large.aws(
                        dynamoDb,
                        "DynamoDB_20120810.PutItem",
                        "{\"TableName\":\"Items\",\"Item\":{\"id\":{\"S\":\"1\"},\"a\":{\"L\":[…{\"S\":\"forty"
                            + " characters, so that fewer values fit\"},…{\"N\":\"1\"}]}}}",
                        400,
                        503),
                Large.aws(
                        stepFunctions,
                        "AWSStepFunctions.CreateStateMachine",
                        "{\"name\":\"a\",\"roleArn\":\"arn:aws:iam::000000000000:role/a\",\"definition\":\"…aaaa…\"}",
                        400,
                        503),
                Large.aws(
                        stepFunctions,
                        "AWSStepFunctions.CreateStateMachine",
                        "{\"name\":\"a\",\"definition\":[…{},…{}]}",
                        400,
                        503),
                Large.aws(
                        stepFunctions,
                        "AWSStepFunctions.StartExecution",
                        "{\"input\":\"…aaaa…\"}",
                        413),
                new Large(
                        "POST",
                        gateway.resolve("/live/@connections/R0oXAdfD0kwCH6w="),
                        Map.of(),
                        "a…aaaa…a",
                        List.of(413)),
                new Large("PUT", gateway.resolve("/api/items"), json, "{…    …}", List.of(413)),
                new Large(
                        "POST",
                        gateway.resolve("/live"),
                        Map.of("Origin", "https://evil.example"),
                        "a…aaaa…a",
                        List.of(403)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void ninetyAtOnceAreAnsweredAndHarmNobody(Large large) throws Exception {
        WatchingClient client = WatchingClient.connect(feed);
        try {
            byte[] body = large.bytes();
            var answers =
                    Stream.generate(() -> send(large, body)).limit(REQUESTS).toList().stream()
                            .map(CompletableFuture::join)
                            .toList();

            assertThat(answers)
                    .extracting(HttpResponse::statusCode)
                    .allMatch(large.answers()::contains);
            assertThat(answers).extracting(HttpResponse::body).allMatch(text -> !text.isEmpty());
            assertThat(String.join("\n", started.errors())).doesNotContain("OutOfMemoryError");
            put("after " + large);
            await().atMost(Duration.ofSeconds(40)).until(() -> !client.texts().isEmpty());
        } finally {
            client.close();
        }
    }

    private static CompletableFuture<HttpResponse<String>> send(Large large, byte[] body) {
        var request =
                HttpRequest.newBuilder(large.uri())
                        .method(large.method(), BodyPublishers.ofByteArray(body));
        large.headers().forEach(request::header);
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static void put(String id) throws Exception {
        var item = Large.aws(dynamoDb, "DynamoDB_20120810.PutItem", "", 200);
        byte[] body =
                "{\"TableName\":\"Items\",\"Item\":{\"id\":{\"S\":\"%s\"}}}"
                        .formatted(id.replace('"', '\''))
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(send(item, body).get().statusCode()).isEqualTo(200);
    }
}
