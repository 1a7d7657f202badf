package dev.tablecast.local.cloud.endtoend;

import static dev.tablecast.local.cloud.endtoend.TestSystem.FUNCTIONS_JAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.provision.Resource;
import dev.tablecast.testing.deployed.DeployedFunction;
import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The deployable jar: its contents, and the answer of each function to a real event. */
class DeployableJarIT {
    private static final String CONNECT =
            """
            {"headers": {"Host": "abcd123456.execute-api.us-east-1.amazonaws.com"},
             "requestContext": {"routeKey": "$connect", "eventType": "CONNECT",
               "connectedAt": 1795341600123, "requestTimeEpoch": 1795341600125,
               "authorizer": {"principalId": "ada", "expiresAt": "1795345200"},
               "connectionId": "R0oXAdfD0kwCH6w=", "stage": "live", "apiId": "abcd123456"},
             "isBase64Encoded": false}
            """;
    private static final String DISCONNECT =
            """
            {"headers": {"Host": "abcd123456.execute-api.us-east-1.amazonaws.com"},
             "requestContext": {"routeKey": "$disconnect", "eventType": "DISCONNECT",
               "disconnectStatusCode": 1001, "disconnectReason": "Going away",
               "connectedAt": 1795341600123, "connectionId": "R0oXAdfD0kwCH6w="},
             "isBase64Encoded": false}
            """;
    private static final String STREAM =
            """
            {"Records": [{"eventID": "c4ca4238a0b923820dcc509a6f75849b", "eventName": "INSERT",
              "eventVersion": "1.1", "eventSource": "aws:dynamodb", "awsRegion": "us-east-1",
              "dynamodb": {"ApproximateCreationDateTime": 1795341600,
                "Keys": {"id": {"S": "7"}}, "NewImage": {"id": {"S": "7"}, "zip": {"N": "94105"}},
                "SequenceNumber": "100000000000000000001", "SizeBytes": 26,
                "StreamViewType": "NEW_AND_OLD_IMAGES"},
              "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/Items/stream/1"}]}
            """;

    private static final String POST =
            """
            {"connections": [
               {"ConnectionId": {"S": "%s"}, "Terms": {"S": "1.1."}},
               {"ConnectionId": {"S": "dW5rbm93biBpZA=="}, "Terms": {"S": "1.1."}}],
             %s
            """;
    private static final String SUBSCRIBE =
            """
            {"requestContext": {"routeKey": "subscribe", "eventType": "MESSAGE",
               "messageDirection": "IN", "messageId": "b0ABccS4oAMCJ2Q=",
               "connectedAt": 1795341600123, "requestTimeEpoch": 1795341600125,
               "connectionId": "%s", "stage": "live", "apiId": "abcd123456"},
             "body": "{\\"action\\":\\"subscribe\\",\\"sub\\":\\"a\\",\\"rev\\":1}",
             "isBase64Encoded": false}
            """;
    private static final String DISCARDED =
            """
            {"Records": [{"messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
              "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
              "body": "{\\"requestContext\\":{\\"condition\\":\\"RetryAttemptsExhausted\\"},\\"version\\":\\"1.0\\",\\"DDBStreamBatchInfo\\":{\\"shardId\\":\\"shardId-1\\",\\"startSequenceNumber\\":\\"1\\",\\"endSequenceNumber\\":\\"3\\",\\"batchSize\\":3}}",
              "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "%d",
                "SenderId": "AIDAIENQZJOLO23YVJ4VO"},
              "messageAttributes": {}, "eventSource": "aws:sqs",
              "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:on-failure",
              "awsRegion": "us-east-1"}]}
            """;

    private static final String AUTHORIZE =
            """
            {"type": "REQUEST",
             "methodArn": "arn:aws:execute-api:us-east-1:123456789012:abcd123456/live/$connect",
             "headers": {"Host": "abcd123456.execute-api.us-east-1.amazonaws.com",
               "Sec-WebSocket-Protocol": "tablecast"},
             "multiValueHeaders": {"Sec-WebSocket-Protocol": ["bearer.%s", "tablecast"]},
             "stageVariables": {},
             "requestContext": {"routeKey": "$connect", "eventType": "CONNECT",
               "connectedAt": 1795341600123, "requestTimeEpoch": 1795341600125,
               "connectionId": "R0oXAdfD0kwCH6w=", "stage": "live", "apiId": "abcd123456"}}
            """;

    /** The trial of each function of the stack, by the function's name. */
    private static final Map<String, Trial> TRIALS =
            Map.of(
                    "connect", DeployableJarIT::connectPutsTheRow,
                    "disconnect", DeployableJarIT::disconnectDeletesTheRow,
                    "authorize", DeployableJarIT::authorizeVerifiesATokenAndLogsNothingOfIt,
                    "post", DeployableJarIT::postReachesTheConnectionAndReportsTheGone,
                    "stream-trigger", DeployableJarIT::theStreamTriggerStartsTheWorkflow,
                    "subscribe", DeployableJarIT::subscribeSaysThatTheClientIsLive,
                    "discarded-batches", DeployableJarIT::discardedBatchesClosesWhoLacksThem);

    private static final Path FIGURES = Path.of("target", "deployable-jar.txt");

    /** Lambda takes no larger one that is uploaded without a bucket. */
    private static final long MOST_BYTES = 50L * 1024 * 1024;

    private static final List<String> SDK_CLIENTS =
            List.of("apigatewaymanagementapi", "dynamodb", "sfn");

    private static Issuer issuer;
    private static TestSystem system;

    private interface Trial {
        void of(DeployedFunction function) throws Exception;
    }

    @BeforeAll
    static void start() throws IOException {
        issuer = new Issuer();
        system =
                TestSystem.start(
                        "auth",
                        "jwt",
                        "jwtIssuer",
                        issuer.url(),
                        "jwtAudience",
                        Issuer.AUDIENCE,
                        "projection",
                        "ALL");
        Files.writeString(
                FIGURES, "functions.jar: %d bytes%n".formatted(Files.size(FUNCTIONS_JAR)));
    }

    @AfterAll
    static void stop() {
        system.close();
        issuer.close();
    }

    @AfterEach
    void disconnect() {
        system.disconnectAll();
    }

    static List<String> functions() {
        return system.cloud().resources().stream()
                .filter(resource -> resource.type().equals("aws:lambda/function:Function"))
                .map(Resource::name)
                .sorted()
                .toList();
    }

    /** One after the other: the runtime interface client keeps its native part in one file. */
    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionOfTheStackAnswersARealEvent(String name) throws Exception {
        assertThat(TRIALS).as("an event for each function").containsKey(name);
        try (var function = DeployedFunction.start(system.launch(name))) {
            TRIALS.get(name).of(function);

            Files.writeString(
                    FIGURES,
                    "%s: INIT %d ms, first invocation %d ms%n"
                            .formatted(
                                    name,
                                    function.initialization().toMillis(),
                                    function.invocations().getFirst().toMillis()),
                    StandardOpenOption.APPEND);
        }
    }

    private static void connectPutsTheRow(DeployedFunction connect) throws Exception {
        assertThat(connect.invoke(CONNECT)).isEqualTo("{\"statusCode\":200}");
        assertThat(system.terms("R0oXAdfD0kwCH6w=").tokenExpiresAt())
                .contains(Instant.ofEpochSecond(1795345200));
        system.deleteRow("R0oXAdfD0kwCH6w=");
    }

    private static void disconnectDeletesTheRow(DeployedFunction disconnect) throws Exception {
        system.putRow("R0oXAdfD0kwCH6w=", 1795341600123L);

        assertThat(disconnect.invoke(DISCONNECT)).isEqualTo("{\"statusCode\":200}");
        assertThat(system.rows()).doesNotContain("R0oXAdfD0kwCH6w=");
    }

    private static void postReachesTheConnectionAndReportsTheGone(DeployedFunction post)
            throws Exception {
        WatchingClient client = connected();
        String id = system.cloud().gateway().connections().get(0).connectionId();

        system.put("posted", "value", "1");
        await().until(() -> client.values("/keys/id").equals(List.of("posted")));
        await().until(system::owesNothing);

        JsonNode answer =
                WatchingClient.json(
                        post.invoke(POST.formatted(id, system.lastRecord().substring(1))));

        assertThat(answer.at("/counts/delivered").asInt()).isEqualTo(1);
        assertThat(answer.at("/ended/0/ConnectionId/S").asText()).isEqualTo("dW5rbm93biBpZA==");
        await().until(() -> client.values("/keys/id").equals(List.of("posted", "posted")));
        assertThat(client.texts().get(1)).isEqualTo(client.texts().get(0));
    }

    private static void theStreamTriggerStartsTheWorkflow(DeployedFunction trigger)
            throws Exception {
        WatchingClient client =
                system.connect(
                        WatchingClient.builder()
                                .subprotocols("tablecast", "bearer." + issuer.token()));
        client.subscribe(1, "");
        await().until(() -> client.texts().size() == 2);

        assertThat(trigger.invoke(STREAM)).isEqualTo("{\"batchItemFailures\":[]}");
        await().untilAsserted(() -> assertThat(client.values("/new/zip")).containsExactly("94105"));
    }

    private static void discardedBatchesClosesWhoLacksThem(DeployedFunction discarded)
            throws Exception {
        WatchingClient client = connected();

        assertThat(discarded.invoke(DISCARDED.formatted(System.currentTimeMillis())))
                .isEqualTo("null");
        await().until(() -> client.closed().isDone());
    }

    private static void subscribeSaysThatTheClientIsLive(DeployedFunction subscribe)
            throws Exception {
        WatchingClient client = connected();
        String id = system.cloud().gateway().connections().get(0).connectionId();

        assertThat(subscribe.invoke(SUBSCRIBE.formatted(id))).isEqualTo("{\"statusCode\":200}");
        await().untilAsserted(
                        () ->
                                assertThat(client.texts())
                                        .extracting(
                                                text ->
                                                        WatchingClient.json(text)
                                                                .get("type")
                                                                .asText())
                                        .containsExactly("subscribed", "live"));
    }

    private static void authorizeVerifiesATokenAndLogsNothingOfIt(DeployedFunction authorize)
            throws Exception {
        String token = issuer.token();
        JsonNode allowed = WatchingClient.json(authorize.invoke(AUTHORIZE.formatted(token)));
        assertThat(allowed.get("principalId").asText()).isEqualTo("ada");
        assertThat(allowed.at("/policyDocument/Statement/0/Effect").asText()).isEqualTo("Allow");
        assertThat(allowed.at("/context/expiresAt").isIntegralNumber()).isTrue();

        String forged = issuer.forged();
        JsonNode refused = WatchingClient.json(authorize.invoke(AUTHORIZE.formatted(forged)));
        assertThat(refused.get("errorMessage").asText()).isEqualTo("Unauthorized");
        assertThat(refused.toString()).doesNotContain(forged).doesNotContain("SIGNATURE");
        await().untilAsserted(
                        () ->
                                assertThat(Files.readString(Path.of("target", "authorize.log")))
                                        .contains("SIGNATURE")
                                        .doesNotContain(token.split("\\.")[1])
                                        .doesNotContain(forged.split("\\.")[2]));
    }

    private static WatchingClient connected() {
        return system.connect(
                WatchingClient.builder().header("Authorization", "Bearer " + issuer.token()));
    }

    @Test
    void theJarHoldsNothingThatTheFunctionsDoNotNeed() throws IOException {
        List<String> entries = entries();

        assertThat(entries)
                .noneMatch(name -> name.contains("junit"))
                .noneMatch(name -> name.matches("dev/tablecast/.*(Test|IT)\\.class"))
                .noneMatch(name -> name.startsWith("com/pulumi/"))
                .noneMatch(name -> name.startsWith("io/netty/"))
                .noneMatch(name -> name.startsWith("org/bouncycastle/"))
                .noneMatch(name -> name.startsWith("com/google/"))
                .noneMatch(name -> name.startsWith("dev/tablecast/local/"))
                .noneMatch(name -> name.startsWith("dev/tablecast/infrastructure/"))
                .noneMatch(name -> name.startsWith("software/amazon/awssdk/crt/"))
                .noneMatch(name -> name.startsWith("com/amazonaws/services/lambda/runtime/api/"));
    }

    @Test
    void theJarHoldsTheSdksClientsThatTheFunctionsCallAndOneHttpClient() throws IOException {
        assertThat(entries())
                .filteredOn(name -> name.matches("software/amazon/awssdk/services/[^/]+/.*class"))
                .extracting(name -> name.split("/")[4])
                .hasSameElementsAs(SDK_CLIENTS);
        assertThat(entries())
                .filteredOn(name -> name.matches("software/amazon/awssdk/http/[a-z]+/.*class"))
                .extracting(name -> name.split("/")[4])
                .contains("apache")
                .doesNotContain("nio", "urlconnection", "crt");
        assertThat(Files.size(FUNCTIONS_JAR)).isLessThan(MOST_BYTES);
    }

    /** Checks that the jar has exactly the module's classes of our own packages. */
    @Test
    void theJarHoldsEveryClassOfTheFunctions() throws IOException {
        var classes = Path.of(System.getProperty("tablecast.project"), "functions/target/classes");
        try (var files = Files.walk(classes)) {
            List<String> compiled =
                    files.filter(Files::isRegularFile)
                            .map(file -> classes.relativize(file).toString())
                            .filter(name -> name.endsWith(".class"))
                            .toList();

            assertThat(entries())
                    .filteredOn(name -> name.startsWith("dev/") && name.endsWith(".class"))
                    .containsExactlyInAnyOrderElementsOf(compiled);
        }
    }

    private static List<String> entries() throws IOException {
        try (var jar = new JarFile(FUNCTIONS_JAR.toFile())) {
            return jar.stream().map(JarEntry::getName).toList();
        }
    }
}
