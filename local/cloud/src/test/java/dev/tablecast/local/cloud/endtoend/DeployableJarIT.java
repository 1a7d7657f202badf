package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is uploaded is what was tested: each function in the jar answers a real event. */
class DeployableJarIT {
    private static final String CONNECT =
            """
            {"headers": {"Host": "abcd123456.execute-api.us-east-1.amazonaws.com"},
             "requestContext": {"routeKey": "$connect", "eventType": "CONNECT",
               "connectedAt": 1795341600123, "requestTimeEpoch": 1795341600125,
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

    private static final String AUTHORIZE =
            """
            {"type": "REQUEST",
             "methodArn": "arn:aws:execute-api:us-east-1:123456789012:abcd123456/live/$connect",
             "headers": {"Host": "abcd123456.execute-api.us-east-1.amazonaws.com",
               "Sec-WebSocket-Protocol": "tablecast, bearer.%s"},
             "stageVariables": {},
             "requestContext": {"routeKey": "$connect", "eventType": "CONNECT",
               "connectedAt": 1795341600123, "requestTimeEpoch": 1795341600125,
               "connectionId": "R0oXAdfD0kwCH6w=", "stage": "live", "apiId": "abcd123456"}}
            """;

    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.start("projection", "ALL");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void connectAndDisconnectPutAndDeleteTheRow() throws Exception {
        // One after the other: the runtime interface client keeps its native part in one file.
        try (var connect = DeployedFunction.start(system, "connect")) {
            assertThat(connect.invoke(CONNECT)).isEqualTo("{\"statusCode\":200}");
            assertThat(system.rows()).contains("R0oXAdfD0kwCH6w=");
        }
        try (var disconnect = DeployedFunction.start(system, "disconnect")) {
            assertThat(disconnect.invoke(DISCONNECT)).isEqualTo("{\"statusCode\":200}");
            assertThat(system.rows()).doesNotContain("R0oXAdfD0kwCH6w=");
        }
    }

    @Test
    void postReachesTheConnectionAndReportsTheGone() throws Exception {
        WatchingClient client = system.connect();
        String id = system.cloud().gateway().connections().get(0).connectionId();
        try (var post = DeployedFunction.start(system, "post")) {
            JsonNode answer =
                    WatchingClient.json(
                            post.invoke(
                                    """
                                    {"connections": [
                                       {"ConnectionId": {"S": "%s"}, "ConnectedAt": {"N": "1"}},
                                       {"ConnectionId": {"S": "dW5rbm93biBpZA=="},
                                        "ConnectedAt": {"N": "1"}}],
                                     "messages": ["first", "second"], "attempt": 1, "attempts": 3}
                                    """
                                            .formatted(id)));

            assertThat(answer.at("/counts/delivered").asInt()).isEqualTo(1);
            assertThat(answer.at("/ended/0/ConnectionId/S").asText()).isEqualTo("dW5rbm93biBpZA==");
            await().untilAsserted(
                            () -> assertThat(client.texts()).containsExactly("first", "second"));
        } finally {
            system.disconnectAll();
        }
    }

    @Test
    void theStreamTriggerStartsTheWorkflow() throws Exception {
        WatchingClient client = system.connect();
        try (var trigger = DeployedFunction.start(system, "stream-trigger")) {
            assertThat(trigger.invoke(STREAM)).isEqualTo("{\"batchItemFailures\":[]}");

            await().untilAsserted(
                            () -> assertThat(client.values("/new/zip")).containsExactly("94105"));
        } finally {
            system.disconnectAll();
        }
    }

    @Test
    void authorizeVerifiesATokenByItsIssuersKeysAndLogsNothingOfIt() throws Exception {
        try (var issuer = new Issuer();
                var guarded =
                        TestSystem.start(
                                "auth",
                                "jwt",
                                "jwtIssuer",
                                issuer.url(),
                                "jwtAudience",
                                Issuer.AUDIENCE);
                var authorize = DeployedFunction.start(guarded, "authorize")) {
            String token = issuer.token();
            JsonNode allowed = WatchingClient.json(authorize.invoke(AUTHORIZE.formatted(token)));
            assertThat(allowed.get("principalId").asText()).isEqualTo("ada");
            assertThat(allowed.at("/policyDocument/Statement/0/Effect").asText())
                    .isEqualTo("Allow");
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
    }

    @Test
    void theJarHoldsNothingThatTheFunctionsDoNotNeed() throws IOException {
        try (var jar =
                new JarFile(
                        Path.of(
                                        System.getProperty("tablecast.project"),
                                        "functions/target/functions.jar")
                                .toFile())) {
            List<String> entries = jar.stream().map(JarEntry::getName).toList();

            assertThat(entries)
                    .noneMatch(name -> name.contains("junit"))
                    .noneMatch(name -> name.startsWith("com/pulumi/"))
                    .noneMatch(name -> name.startsWith("io/netty/"))
                    .noneMatch(name -> name.startsWith("org/bouncycastle/"))
                    .noneMatch(name -> name.startsWith("com/google/"))
                    .noneMatch(name -> name.startsWith("dev/tablecast/local/"))
                    .noneMatch(
                            name -> name.startsWith("com/amazonaws/services/lambda/runtime/api/"));
        }
    }
}
