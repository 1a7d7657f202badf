package dev.tablecast.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import dev.tablecast.local.stepfunctions.integration.LambdaFunctions.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;

/**
 * The broadcast, with what it calls played by the test: DynamoDB answers pages of rows, and the
 * posting function whatever the test wants. Waits take no time.
 */
class BroadcastIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> scans = new CopyOnWriteArrayList<>();
    private final List<String> deletes = new CopyOnWriteArrayList<>();
    private final List<JsonNode> posts = new CopyOnWriteArrayList<>();
    private final List<List<String>> pages = new ArrayList<>();
    private UnaryOperator<JsonNode> postFunction = BroadcastIT::allDelivered;

    private HttpServer dynamoDb;
    private StepFunctionsLocal stepFunctions;
    private SfnClient client;

    @BeforeEach
    void start() throws IOException {
        dynamoDb = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        dynamoDb.createContext("/", this::dynamoDb);
        dynamoDb.start();
        stepFunctions =
                StepFunctionsLocal.builder()
                        .port(0)
                        .waitScale(0)
                        .dynamoDbEndpoint(
                                URI.create("http://127.0.0.1:" + dynamoDb.getAddress().getPort()))
                        .lambdaFunctions(this::post)
                        .start();
        client =
                SfnClient.builder()
                        .endpointOverride(stepFunctions.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClient(UrlConnectionHttpClient.create())
                        .overrideConfiguration(
                                sdk ->
                                        sdk.putAdvancedOption(
                                                SdkAdvancedClientOption
                                                        .DISABLE_HOST_PREFIX_INJECTION,
                                                true))
                        .build();
    }

    @AfterEach
    void stop() {
        client.close();
        stepFunctions.close();
        dynamoDb.stop(0);
    }

    @Test
    void theDefinitionIsValid() {
        var validated =
                client.validateStateMachineDefinition(
                        request -> request.definition(definition()).type(StateMachineType.EXPRESS));

        assertThat(validated.diagnostics()).isEmpty();
        assertThat(validated.result()).isEqualTo(ValidateStateMachineDefinitionResultCode.OK);
    }

    @Test
    void nobodyConnectedIsASuccessWithoutPosts() {
        pages.add(List.of());

        assertThat(output(run())).isEqualTo(json("{'counts':[],'failed':[]}"));
        assertThat(posts).isEmpty();
    }

    @Test
    void everyPageIsScannedConsistentlyAndSplitIntoChunks() {
        pages.add(List.of("a", "b", "c"));
        pages.add(List.of("d"));

        JsonNode output = output(run());

        assertThat(scans).hasSize(2);
        assertThat(scans.get(0).get("ConsistentRead").booleanValue()).isTrue();
        assertThat(scans.get(0).get("Limit").intValue()).isEqualTo(3);
        assertThat(scans.get(1).at("/ExclusiveStartKey/ConnectionId/S").textValue()).isEqualTo("c");
        assertThat(posts).allMatch(post -> post.get("messages").equals(json("['hello']")));
        assertThat(posts.stream().map(BroadcastIT::ids).toList())
                .containsExactlyInAnyOrder(List.of("a", "b"), List.of("c"), List.of("d"));
        assertThat(output.get("counts")).hasSize(3);
        assertThat(output.at("/counts/0/delivered").intValue()).isEqualTo(2);
    }

    @Test
    void theRowsOfThoseWhoHaveEndedAreDeletedAndAFailingDeleteStopsNothing() {
        pages.add(List.of("a", "conflict", "c"));
        postFunction =
                request -> {
                    ObjectNode answer = allDelivered(request);
                    answer.set("ended", request.get("connections"));
                    return answer;
                };

        assertThat(run().status()).isEqualTo(SyncExecutionStatus.SUCCEEDED);
        assertThat(deletes).containsExactlyInAnyOrder("a", "conflict", "c");
    }

    @Test
    void onlyTheBusyArePostedToAgainUntilTheLastAttempt() {
        pages.add(List.of("a", "b"));
        postFunction =
                request -> {
                    ObjectNode answer = allDelivered(request);
                    if (request.get("attempt").intValue() < 3) {
                        answer.withArray("busy").add(request.at("/connections/0"));
                    }
                    return answer;
                };

        assertThat(run().status()).isEqualTo(SyncExecutionStatus.SUCCEEDED);
        assertThat(posts.stream().map(BroadcastIT::ids).toList())
                .containsExactly(List.of("a", "b"), List.of("a"), List.of("a"));
        assertThat(posts)
                .extracting(post -> post.get("attempt").intValue())
                .containsExactly(1, 2, 3);
        assertThat(posts).allMatch(post -> post.get("attempts").intValue() == 3);
    }

    @Test
    void aChunkThatFailsForGoodFailsTheBroadcastAfterEveryOtherChunkWasServed() {
        pages.add(List.of("a", "b", "broken"));
        pages.add(List.of("d"));
        postFunction =
                request -> {
                    if (ids(request).contains("broken")) {
                        throw new IllegalStateException("out of order");
                    }
                    return allDelivered(request);
                };

        StartSyncExecutionResponse execution = run();

        assertThat(execution.status()).isEqualTo(SyncExecutionStatus.FAILED);
        assertThat(execution.error()).isEqualTo("Tablecast.BroadcastIncomplete");
        assertThat(posts.stream().map(BroadcastIT::ids)).contains(List.of("a", "b"), List.of("d"));
        assertThat(posts.stream().filter(post -> ids(post).contains("broken"))).hasSize(3);
    }

    private StartSyncExecutionResponse run() {
        String arn =
                client.createStateMachine(
                                request ->
                                        request.name("broadcast")
                                                .type(StateMachineType.EXPRESS)
                                                .roleArn("arn:aws:iam::000000000000:role/broadcast")
                                                .definition(definition()))
                        .stateMachineArn();
        return client.startSyncExecution(
                request -> request.stateMachineArn(arn).input("{\"messages\":[\"hello\"]}"));
    }

    private static JsonNode output(StartSyncExecutionResponse execution) {
        assertThat(execution.status())
                .as(execution.cause())
                .isEqualTo(SyncExecutionStatus.SUCCEEDED);
        return json(execution.output());
    }

    private static String definition() {
        try {
            String text = Files.readString(Path.of("broadcast.asl.json"));
            for (var substitution :
                    Map.of(
                                    "ConnectionsTable", "WebSocketManager",
                                    "PostFunctionArn",
                                            "arn:aws:lambda:us-east-1:000000000000:function:post",
                                    "PageSize", "3",
                                    "ChunkSize", "2",
                                    "PostAttempts", "3")
                            .entrySet()) {
                text = text.replace("${" + substitution.getKey() + "}", substitution.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Invocation post(String functionName, byte[] payload) {
        JsonNode request = json(new String(payload, StandardCharsets.UTF_8));
        posts.add(request);
        try {
            JsonNode answer = postFunction.apply(request);
            return new Invocation.Ran(answer.toString().getBytes(StandardCharsets.UTF_8), null);
        } catch (IllegalStateException e) {
            byte[] error = "{\"errorType\":\"Broken\"}".getBytes(StandardCharsets.UTF_8);
            return new Invocation.Ran(error, "Unhandled");
        }
    }

    private static ObjectNode allDelivered(JsonNode request) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("counts").put("delivered", request.get("connections").size());
        answer.putArray("ended");
        answer.putArray("busy");
        return answer;
    }

    private static List<String> ids(JsonNode request) {
        return request.get("connections").findValues("ConnectionId").stream()
                .map(id -> id.get("S").textValue())
                .toList();
    }

    private void dynamoDb(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target.endsWith(".Scan")) {
            scans.add(request);
            answer(exchange, 200, page(scans.size() - 1));
        } else {
            String id = request.at("/Key/ConnectionId/S").textValue();
            deletes.add(id);
            answer(
                    exchange,
                    id.equals("conflict") ? 400 : 200,
                    json(
                            id.equals("conflict")
                                    ? "{'__type':'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException'}"
                                    : "{}"));
        }
    }

    private ObjectNode page(int index) {
        List<String> ids = pages.get(index);
        ObjectNode page = JSON.createObjectNode();
        var items = page.putArray("Items");
        for (String id : ids) {
            ObjectNode row = items.addObject();
            row.putObject("ConnectionId").put("S", id);
            row.putObject("ConnectedAt").put("N", "1795341600123");
        }
        if (index < pages.size() - 1) {
            page.putObject("LastEvaluatedKey")
                    .putObject("ConnectionId")
                    .put("S", ids.get(ids.size() - 1));
        }
        return page.put("Count", ids.size()).put("ScannedCount", ids.size());
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body)
            throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.indexOf('"') < 0 ? text.replace('\'', '"') : text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
