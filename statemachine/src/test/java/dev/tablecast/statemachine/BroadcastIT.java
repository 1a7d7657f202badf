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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
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
    private final List<String> behind = new CopyOnWriteArrayList<>();
    private final List<JsonNode> posts = new CopyOnWriteArrayList<>();
    private final List<List<String>> pages = new ArrayList<>();
    private int pageSize = 3;
    private int chunkSize = 2;
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

        assertThat(output(run()).get("counts")).isEqualTo(json("[]"));
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
        assertThat(output.get("counts")).isEqualTo(json("[{'delivered':4}]"));
    }

    @Test
    void theBusyWaitUntilEveryPageHasBeenServed() {
        pages.add(List.of("a", "b", "c"));
        pages.add(List.of("d"));
        postFunction = request -> busyOnce(request, Set.of("a", "c", "d"));

        assertThat(output(run()).get("counts"))
                .isEqualTo(json("[{'delivered':3},{'delivered':1}]"));
        assertThat(posts.stream().map(BroadcastIT::ids).toList())
                .containsExactlyInAnyOrder(
                        List.of("a", "b"),
                        List.of("c"),
                        List.of("d"),
                        List.of("a", "c"),
                        List.of("d"));
        assertThat(attemptsOf("b")).containsExactly(1);
        assertThat(attemptsOf("d")).containsExactly(1, 2);
    }

    @Test
    void soManyBusyThatAStateCouldNotHoldThemBesideAPageComeFirst() {
        pages.add(ids(0, 1000));
        pages.add(ids(1000, 2000));
        pages.add(ids(2000, 2001));
        pageSize = 1000;
        chunkSize = 100;
        Set<String> busy = new HashSet<>(ids(900, 2000));
        postFunction = request -> busyOnce(request, busy);
        String largest = "x".repeat(64 * 1024 - 2);

        assertThat(delivered(output(run(largest)))).isEqualTo(2001);
        assertThat(attemptsOf("R0oXAdfD0899H6w=")).containsExactly(1);
        assertThat(attemptsOf("R0oXAdfD0900H6w=")).containsExactly(1, 2);
        assertThat(attemptsOf("R0oXAdfD1999H6w=")).containsExactly(1, 2);
        assertThat(attemptsOf("R0oXAdfD2000H6w=")).containsExactly(1);
        assertThat(posts.stream().map(BroadcastIT::ids).toList().getLast())
                .containsExactly("R0oXAdfD2000H6w=");
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
        assertThat(behind).containsExactly("broken");
    }

    @Test
    void aChunkThatFailsWhereThereIsNothingToSendIsBehindOnlyIfItWasToBeClosed() {
        pages.add(List.of("a"));
        postFunction =
                request -> {
                    throw new IllegalStateException("out of order");
                };

        assertThat(start("{\"messages\":[]}").status()).isEqualTo(SyncExecutionStatus.FAILED);
        assertThat(behind).isEmpty();
        assertThat(start("{\"messages\":[],\"closeConnectedBefore\":1}").status())
                .isEqualTo(SyncExecutionStatus.FAILED);
        assertThat(behind).containsExactly("a");
    }

    @Test
    void theOutputSaysWhatTheMessagesToldAndWhenAllWereServed() {
        pages.add(List.of("a"));

        JsonNode output =
                output(
                        start(
                                "{\"messages\":[\"hello\"],\"changes\":7,"
                                        + "\"oldestChange\":\"2026-11-22T10:00:00Z\"}"));

        assertThat(output.get("changes").intValue()).isEqualTo(7);
        assertThat(output.get("oldestChange").textValue()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(Instant.parse(output.get("deliveredAt").textValue()))
                .isAfter("2026-11-22T10:00:00Z");
    }

    @Test
    void whoIsToBeClosedIsToldToEveryChunkAndOtherwiseNobodyIs() {
        pages.add(List.of("a", "b", "c"));

        output(start("{\"messages\":[],\"closeConnectedBefore\":1795341607717}"));
        assertThat(posts).hasSize(2);
        assertThat(posts).allMatch(post -> post.get("closing").equals(json("[1795341607717]")));
        output(start("{\"messages\":[\"{'closeConnectedBefore':1}\"]}"));
        assertThat(posts.getLast().get("closing")).isEmpty();
    }

    private StartSyncExecutionResponse run() {
        return run("hello");
    }

    private StartSyncExecutionResponse run(String message) {
        return start("{\"messages\":[\"%s\"]}".formatted(message));
    }

    private StartSyncExecutionResponse start(String input) {
        String arn =
                client.createStateMachine(
                                request ->
                                        request.name("broadcast")
                                                .type(StateMachineType.EXPRESS)
                                                .roleArn("arn:aws:iam::000000000000:role/broadcast")
                                                .definition(definition()))
                        .stateMachineArn();
        return client.startSyncExecution(request -> request.stateMachineArn(arn).input(input));
    }

    private static JsonNode output(StartSyncExecutionResponse execution) {
        assertThat(execution.status())
                .as(execution.cause())
                .isEqualTo(SyncExecutionStatus.SUCCEEDED);
        return json(execution.output());
    }

    private String definition() {
        try {
            String text = Files.readString(Path.of("broadcast.asl.json"));
            for (var substitution :
                    Map.of(
                                    "ConnectionsTable", "WebSocketManager",
                                    "PostFunctionArn",
                                            "arn:aws:lambda:us-east-1:000000000000:function:post",
                                    "PageSize", Integer.toString(pageSize),
                                    "ChunkSize", Integer.toString(chunkSize),
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
        return answer(request, request.get("connections").size());
    }

    private static ObjectNode answer(JsonNode request, int delivered) {
        int earlier = request.get("chunk").intValue() == 0 ? delivered(request) : 0;
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("counts").put("delivered", delivered + earlier);
        answer.putArray("ended");
        answer.putArray("busy");
        answer.putArray("behind");
        return answer;
    }

    /** These are busy in their first attempt. */
    private static ObjectNode busyOnce(JsonNode request, Set<String> busy) {
        List<JsonNode> left = new ArrayList<>();
        if (request.get("attempt").intValue() == 1) {
            request.get("connections").forEach(left::add);
            left.removeIf(row -> !busy.contains(row.at("/ConnectionId/S").textValue()));
        }
        ObjectNode answer = answer(request, request.get("connections").size() - left.size());
        left.forEach(row -> answer.withArray("busy").add(((ObjectNode) row).put("from", 0)));
        return answer;
    }

    private static int delivered(JsonNode counted) {
        return counted.get("counts").findValues("delivered").stream()
                .mapToInt(JsonNode::intValue)
                .sum();
    }

    private List<Integer> attemptsOf(String id) {
        return posts.stream()
                .filter(post -> ids(post).contains(id))
                .map(post -> post.get("attempt").intValue())
                .toList();
    }

    /** Ids as long as API Gateway's. */
    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "R0oXAdfD%04dH6w=".formatted(i)).toList();
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
            answer(exchange, 200, page((scans.size() - 1) % pages.size()));
        } else if (target.endsWith(".UpdateItem")) {
            behind.add(request.at("/Key/ConnectionId/S").textValue());
            assertThat(request.get("UpdateExpression").textValue()).isEqualTo("SET Behind = :true");
            answer(exchange, 200, json("{}"));
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
            row.putObject("TokenExpiresAt").put("N", "1795348800");
            row.putObject("ExpiresAt").put("N", "1795435200");
            row.putObject("Behind").put("BOOL", true);
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
