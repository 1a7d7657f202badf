package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.SchedulePace;
import dev.tablecast.local.cloud.calls.AwsCall;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.stream.StreamFaults;
import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/**
 * Everybody may do what they do, and nothing else: the whole system runs through all that its parts
 * are for, and every call that they make is held against the policies of the stack, and every
 * permission of these against the calls.
 */
class LeastPrivilegeIT {
    /**
     * The local cloud's own key and the test's: whoever deploys, and whoever writes to the table.
     */
    private static final Set<String> USERS = Set.of("local", "any", "");

    private static final List<AwsCall> CALLS = new CopyOnWriteArrayList<>();
    private static final ScriptedFaults FAULTS = new ScriptedFaults();
    private static Issuer issuer;
    private static TestSystem system;

    @BeforeAll
    static void runThroughEverything() throws Exception {
        issuer = new Issuer();
        system =
                TestSystem.start(
                        options ->
                                options.withFaults(FAULTS.faults())
                                        .withFunctionLog(FAULTS)
                                        .withCalls(CALLS::add)
                                        .withPace(SchedulePace.every(Duration.ofMillis(500))),
                        "auth",
                        "jwt",
                        "jwtIssuer",
                        issuer.url(),
                        "jwtAudience",
                        Issuer.AUDIENCE,
                        "maximumConnections",
                        "100",
                        "maximumConnectionsPerSubject",
                        "100",
                        "projection",
                        "ALL",
                        "snapshot",
                        "scan");
        aClientSubscribesBeforeTheFirstChangeAndIsClosedWithoutARow();
        theSweepCorrectsTheCounters();
        changesArriveAndTheGoneArePruned();
        aClientSubscribesAndComesBack();
        aClientAsksForItems();
        aBatchThatEndsInsideAnEntryIsMarked();
        aHolderWhoseTimeIsOverHandsOver();
        whoStaysBusyIsClosed();
        whatCannotBeDeliveredIsGivenUpAndEveryoneClosed();
        system.disconnectAll();
    }

    /** Leaves the calls, each once, in {@code target/aws-calls.txt}. */
    @AfterAll
    static void stop() throws IOException {
        var lines =
                callsOfTheStack().stream()
                        .map(
                                call ->
                                        String.join(
                                                " ",
                                                call.principal(),
                                                call.action(),
                                                call.resource(),
                                                call.source()))
                        .map(String::strip)
                        .distinct()
                        .sorted()
                        .toList();
        Files.write(Path.of("target", "aws-calls.txt"), lines);
        system.close();
        issuer.close();
    }

    private static WatchingClient connect() {
        return system.connect(
                WatchingClient.builder().header("Authorization", "Bearer " + issuer.token()));
    }

    private static WatchingClient subscriber() {
        return system.connect(
                WatchingClient.builder().subprotocols("tablecast", "bearer." + issuer.token()));
    }

    private static void aClientSubscribesBeforeTheFirstChangeAndIsClosedWithoutARow() {
        WatchingClient client = subscriber();
        client.subscribe(1, "");
        await().until(() -> client.texts().size() == 2);
        client.unsubscribe(2);
        String id = system.rows().getFirst();
        await().until(() -> system.row(id).get("Terms").s().endsWith(".000002a"));
        system.deleteRow(id);
        client.subscribe(3, "");
        await().until(() -> client.closed().isDone());
    }

    private static void aClientSubscribesAndComesBack() {
        WatchingClient client = subscriber();
        client.subscribe(1, "");
        await().until(() -> client.texts().size() == 2);
        String live = client.texts().getLast();
        system.put("replayed", "value", "1");
        await().until(() -> client.values("/keys/id").contains("replayed"));
        String position = WatchingClient.json(live).get("position").asText();
        client.subscribe(2, position);
        await().until(() -> Collections.frequency(client.values("/keys/id"), "replayed") == 2);
        client.close();
        await().until(() -> system.rows().isEmpty());
    }

    private static void aClientAsksForItems() {
        WatchingClient client = subscriber();
        client.send("{\"action\":\"subscribe\",\"sub\":\"a\",\"rev\":1,\"snapshot\":true}");
        await().until(() -> client.texts().size() == 3);
        client.send(
                "{\"action\":\"subscribe\",\"sub\":\"b\",\"rev\":1,\"snapshot\":true,\"filter\":\"id"
                    + " = :id\",\"values\":{\":id\":\"1\"}}");
        await().until(() -> client.texts().size() == 6);
        // The post function has to read the view of the filter.
        system.put("1", "value", "2");
        await().until(() -> client.values("/keys/id").contains("1"));
        client.close();
        await().until(() -> system.rows().isEmpty());
    }

    private static void theSweepCorrectsTheCounters() {
        system.putRow("dW5jb3VudGVk", Instant.now().toEpochMilli());
        await().until(() -> isCalledByTheTrigger("dynamodb:UpdateItem"));
        system.deleteRow("dW5jb3VudGVk");
        await().until(() -> isCalledByTheTrigger("dynamodb:DeleteItem"));
    }

    private static boolean isCalledByTheTrigger(String action) {
        return CALLS.stream().anyMatch(call -> isCalledBy("stream-trigger", action, call));
    }

    private static boolean isCalledBy(String role, String action, AwsCall call) {
        return call.principal().equals(Permissions.roleArn(role)) && call.action().equals(action);
    }

    private static void changesArriveAndTheGoneArePruned() {
        system.putRow("Z29uZQ==", 1);
        WatchingClient client = connect();
        system.put("1", "value", "1");

        await().until(() -> client.values("/keys/id").contains("1"));
        await().until(() -> !system.rows().contains("Z29uZQ=="));
        client.close();
        await().until(() -> system.rows().isEmpty());
    }

    private static void aBatchThatEndsInsideAnEntryIsMarked() {
        String first =
                """
                {"eventID":"cut-1","eventName":"REMOVE","eventSource":"aws:dynamodb","dynamodb":
                {"ApproximateCreationDateTime":1,"Keys":{"id":{"S":"9"}},"SequenceNumber":"1"}}\
                """;
        String second = first.replace("cut-1", "cut-2");
        invokeTheTrigger(
                "generation",
                InvocationType.REQUEST_RESPONSE,
                "{\"Records\":[" + first + "," + second + "]}");
        invokeTheTrigger(
                "generation", InvocationType.REQUEST_RESPONSE, "{\"Records\":[" + first + "]}");

        await().until(() -> isCalledByTheTrigger("dynamodb:Query"));
    }

    /** Invokes a trigger that waits for another's lease until it has no time left. */
    private static void aHolderWhoseTimeIsOverHandsOver() {
        system.holdTheLease("another", Instant.now().plusSeconds(60));
        system.put("owed", "value", "1");
        invokeTheTrigger(
                "live",
                InvocationType.EVENT,
                """
                {"Records":[{"eventSource":"tablecast:hand-over","eventName":"another",
                "eventID":"next"}]}\
                """);
        await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
        system.holdTheLease("next", Instant.now().plusSeconds(60));

        await().until(() -> isCalledByTheTrigger("lambda:InvokeFunction"));
        await().until(system::owesNothing);
    }

    private static void invokeTheTrigger(String alias, InvocationType type, String event) {
        try (var lambda =
                LambdaClient.builder()
                        .endpointOverride(system.cloud().lambdaEndpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("any", "any")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()) {
            lambda.invoke(
                    request ->
                            request.functionName("stream-trigger")
                                    .qualifier(alias)
                                    .invocationType(type)
                                    .payload(SdkBytes.fromUtf8String(event)));
        }
    }

    private static void whoStaysBusyIsClosed() {
        WatchingClient client = connect();
        String id = system.rows().getFirst();
        WatchingClient other = connect();
        FAULTS.set(
                Faults.NONE.withConnections(
                        call ->
                                call.method().equals("POST") && call.connectionId().equals(id)
                                        ? new ManagementFaults.Answer(429)
                                        : new ManagementFaults.None()));
        system.put("2", "value", "1");

        await().until(() -> client.closed().isDone());
        FAULTS.clear();
        other.close();
        await().until(() -> system.rows().isEmpty());
    }

    private static void whatCannotBeDeliveredIsGivenUpAndEveryoneClosed() {
        WatchingClient client = connect();
        FAULTS.set(
                Faults.NONE
                        .withInvocations(
                                (name, event) ->
                                        name.equals("post")
                                                ? new InvocationFaults.FailsBefore(
                                                        InvocationFaults.crash())
                                                : new InvocationFaults.None())
                        .withStream(
                                StreamFaults.expiring(
                                        records -> FAULTS.sum("FailedBroadcasts") > 0)));
        system.put("3", "value", "1");

        await().until(() -> !system.cloud().onFailureMessages().isEmpty());
        FAULTS.clear();
        await().until(() -> client.closed().isDone());
        await().until(() -> CALLS.stream().anyMatch(LeastPrivilegeIT::deletesMessages));
    }

    private static boolean deletesMessages(AwsCall call) {
        return call.action().equals("sqs:DeleteMessage");
    }

    private static Permissions permissions() {
        return Permissions.of(system.cloud().resources());
    }

    private static List<AwsCall> callsOfTheStack() {
        return CALLS.stream().filter(call -> !USERS.contains(call.principal())).toList();
    }

    @Test
    void everyCallIsMadeInTheNameOfARoleOfTheStackOrOfApiGateway() {
        assertThat(callsOfTheStack())
                .extracting(AwsCall::principal)
                .containsOnly(
                        "apigateway.amazonaws.com",
                        Permissions.roleArn("connect"),
                        Permissions.roleArn("disconnect"),
                        Permissions.roleArn("post"),
                        Permissions.roleArn("subscribe"),
                        Permissions.roleArn("stream-trigger"),
                        Permissions.roleArn("discarded-batches"),
                        Permissions.roleArn("broadcast"),
                        Permissions.roleArn("sweep"));
    }

    @Test
    void everyCallIsAllowed() {
        assertThat(permissions().missingFor(callsOfTheStack())).isEmpty();
    }

    @Test
    void whatServicesDoByThemselvesIsAllowed() {
        assertThat(permissions().missingFor(ServiceCalls.of(system.cloud().resources()))).isEmpty();
    }

    @Test
    void everyPermissionIsNeeded() {
        var needed = new ArrayList<>(callsOfTheStack());
        needed.addAll(ServiceCalls.of(system.cloud().resources()));

        assertThat(permissions().unusedBy(needed)).isEmpty();
    }
}
