package dev.tablecast.local.stepfunctions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.stepfunctions.integration.LambdaFunctions.Invocation;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.loopback.PortInUseException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/** The protocol, through AWS's own SDK. */
@Timeout(60)
class StepFunctionsLocalIT {
    private static final String ROLE = "arn:aws:iam::000000000000:role/test";
    private static final String PASS = machine("{\"Type\":\"Pass\",\"End\":true}");
    private static final String HOUR = machine("{\"Type\":\"Wait\",\"Seconds\":3600,\"End\":true}");

    private static StepFunctionsLocal local;
    private static SfnClient sfn;

    @BeforeAll
    static void start() {
        local =
                StepFunctionsLocal.builder()
                        .port(0)
                        .lambdaFunctions(StepFunctionsLocalIT::invoke)
                        .start();
        sfn = client(local.endpoint());
    }

    @AfterAll
    static void stop() {
        sfn.close();
        local.close();
    }

    private static Invocation invoke(String function, byte[] payload) {
        return switch (function) {
            case "echo" -> new Invocation.Ran(payload, null);
            case "broken" ->
                    new Invocation.Ran(
                            "{\"errorType\":\"Broken\",\"errorMessage\":\"so\"}".getBytes(UTF_8),
                            "Unhandled");
            default -> new Invocation.Refused("ResourceNotFoundException", "no " + function);
        };
    }

    @Test
    void anExpressExecutionAnswersWithItsOutputAndBill() {
        var arn = create("sync", StateMachineType.EXPRESS, lambda("echo")).stateMachineArn();
        var answer = sfn.startSyncExecution(r -> r.stateMachineArn(arn).input("{\"a\":0.10}"));
        assertThat(answer.status()).isEqualTo(SyncExecutionStatus.SUCCEEDED);
        assertThat(answer.output()).isEqualTo("{\"a\":0.10}");
        assertThat(answer.executionArn())
                .startsWith("arn:aws:states:us-east-1:000000000000:express:sync:");
        assertThat(answer.billingDetails().billedMemoryUsedInMB()).isEqualTo(64);
        assertThat(answer.billingDetails().billedDurationInMilliseconds() % 100).isZero();
        assertThat(local.history(answer.executionArn()).orElseThrow()).hasSize(7);
        assertThat(local.executions()).anyMatch(e -> e.arn().equals(answer.executionArn()));
    }

    @Test
    void aFailedExpressExecutionIsAnAnswerToo() {
        var arn = create("failing", StateMachineType.EXPRESS, lambda("broken")).stateMachineArn();
        var answer = sfn.startSyncExecution(r -> r.stateMachineArn(arn));
        assertThat(answer.status()).isEqualTo(SyncExecutionStatus.FAILED);
        assertThat(answer.error()).isEqualTo("Broken");
        assertThat(answer.cause()).isEqualTo("{\"errorType\":\"Broken\",\"errorMessage\":\"so\"}");
        assertThat(answer.output()).isNull();
    }

    @Test
    void aFunctionThatIsMissingHasTheNameThatLambdaGivesIt() {
        var arn = create("missing", StateMachineType.EXPRESS, lambda("nobody")).stateMachineArn();
        assertThat(sfn.startSyncExecution(r -> r.stateMachineArn(arn)).error())
                .isEqualTo("Lambda.ResourceNotFoundException");
    }

    @Test
    void aStandardExecutionHasAHistory() {
        var arn = create("history", StateMachineType.STANDARD, PASS).stateMachineArn();
        var started = sfn.startExecution(r -> r.stateMachineArn(arn).name("one").input("[1]"));
        awaitStatus(started.executionArn(), ExecutionStatus.SUCCEEDED);
        var described = sfn.describeExecution(r -> r.executionArn(started.executionArn()));
        assertThat(described.output()).isEqualTo("[1]");
        assertThat(described.startDate()).isEqualTo(started.startDate());
        var events =
                sfn
                        .getExecutionHistoryPaginator(
                                r -> r.executionArn(started.executionArn()).maxResults(1))
                        .events()
                        .stream()
                        .toList();
        assertThat(events)
                .extracting(event -> event.type())
                .containsExactly(
                        HistoryEventType.EXECUTION_STARTED,
                        HistoryEventType.PASS_STATE_ENTERED,
                        HistoryEventType.PASS_STATE_EXITED,
                        HistoryEventType.EXECUTION_SUCCEEDED);
        assertThat(events.get(1).stateEnteredEventDetails().input()).isEqualTo("[1]");
        assertThat(events.get(3).previousEventId()).isEqualTo(3);
        assertRefused(
                "ExecutionAlreadyExists",
                () -> sfn.startExecution(r -> r.stateMachineArn(arn).name("one").input("[1]")));
    }

    @Test
    void aRunningExecutionCanBeStopped() {
        var arn = create("stopped", StateMachineType.STANDARD, HOUR).stateMachineArn();
        var execution = sfn.startExecution(r -> r.stateMachineArn(arn).name("one")).executionArn();
        assertThat(sfn.startExecution(r -> r.stateMachineArn(arn).name("one")).executionArn())
                .isEqualTo(execution);
        sfn.stopExecution(r -> r.executionArn(execution).error("Enough").cause("of it"));
        var described = sfn.describeExecution(r -> r.executionArn(execution));
        assertThat(described.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(described.error()).isEqualTo("Enough");
        var aborted =
                sfn.listExecutions(
                        r -> r.stateMachineArn(arn).statusFilter(ExecutionStatus.ABORTED));
        assertThat(aborted.executions()).hasSize(1);
    }

    @Test
    void stateMachinesAreListedByPages() {
        IntStream.range(0, 5).forEach(i -> create("page-" + i, StateMachineType.STANDARD, PASS));
        assertThat(sfn.listStateMachinesPaginator(r -> r.maxResults(2)).stateMachines())
                .extracting(StateMachineListItem::name)
                .contains("page-0", "page-1", "page-2", "page-3", "page-4")
                .doesNotHaveDuplicates();
        assertRefused("InvalidToken", () -> sfn.listStateMachines(r -> r.nextToken("x")));
    }

    @Test
    void aStateMachineIsUpdatedAndDeleted() {
        var arn = create("changing", StateMachineType.EXPRESS, PASS).stateMachineArn();
        assertThat(create("changing", StateMachineType.EXPRESS, PASS).stateMachineArn())
                .isEqualTo(arn);
        assertRefused(
                "StateMachineAlreadyExists",
                () -> create("changing", StateMachineType.EXPRESS, HOUR));
        sfn.updateStateMachine(r -> r.stateMachineArn(arn).definition(lambda("echo")));
        assertThat(sfn.describeStateMachine(r -> r.stateMachineArn(arn)).definition())
                .isEqualTo(lambda("echo"));
        assertRefused(
                "MissingRequiredParameter",
                () -> sfn.updateStateMachine(r -> r.stateMachineArn(arn)));
        sfn.deleteStateMachine(r -> r.stateMachineArn(arn));
        assertRefused(
                "StateMachineDoesNotExist",
                () -> sfn.describeStateMachine(r -> r.stateMachineArn(arn)));
    }

    @Test
    void everyErrorHasItsNameAndTheServerGoesOn() {
        var standard = create("errors-std", StateMachineType.STANDARD, PASS).stateMachineArn();
        var express = create("errors-exp", StateMachineType.EXPRESS, PASS).stateMachineArn();
        var prefix = "arn:aws:states:us-east-1:000000000000:";
        assertRefused(
                "InvalidDefinition",
                () ->
                        create(
                                "x",
                                StateMachineType.STANDARD,
                                machine("{\"Type\":\"Pass\",\"Next\":\"Nowhere\"}")));
        assertRefused(
                "InvalidDefinition",
                () ->
                        create(
                                "x",
                                StateMachineType.STANDARD,
                                machine(
                                        "{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::sns:publish\",\"End\":true}")));
        assertRefused("InvalidName", () -> create("a b", StateMachineType.STANDARD, PASS));
        assertRefused("InvalidArn", () -> sfn.describeStateMachine(r -> r.stateMachineArn("x")));
        assertRefused(
                "StateMachineDoesNotExist",
                () -> sfn.startExecution(r -> r.stateMachineArn(prefix + "stateMachine:no")));
        assertRefused(
                "InvalidExecutionInput",
                () -> sfn.startExecution(r -> r.stateMachineArn(standard).input("{")));
        assertRefused(
                "InvalidExecutionInput",
                () ->
                        sfn.startExecution(
                                r ->
                                        r.stateMachineArn(standard)
                                                .input("\"" + "é".repeat(131_072) + "\"")));
        assertRefused(
                "StateMachineTypeNotSupported",
                () -> sfn.startSyncExecution(r -> r.stateMachineArn(standard)));
        assertRefused(
                "ExecutionDoesNotExist",
                () -> sfn.describeExecution(r -> r.executionArn(prefix + "execution:a:b")));
        var sync = sfn.startSyncExecution(r -> r.stateMachineArn(express)).executionArn();
        assertRefused(
                "StateMachineTypeNotSupported",
                () -> sfn.getExecutionHistory(r -> r.executionArn(sync)));
        assertThat(sfn.startSyncExecution(r -> r.stateMachineArn(express)).status())
                .isEqualTo(SyncExecutionStatus.SUCCEEDED);
    }

    @Test
    void aDefinitionIsValidatedWithAllItsProblems() {
        var answer =
                sfn.validateStateMachineDefinition(
                        r -> r.definition(machine("{\"Type\":\"Pass\",\"Next\":\"B\",\"X\":1}")));
        assertThat(answer.resultAsString()).isEqualTo("FAIL");
        assertThat(answer.diagnostics())
                .extracting(d -> d.code() + " " + d.location())
                .containsExactlyInAnyOrder(
                        "SCHEMA_VALIDATION_FAILED /States/S/X",
                        "MISSING_TRANSITION_TARGET /States/S/Next",
                        "MISSING_END_STATE /States");
    }

    @Test
    void whatNoSdkSendsIsRefusedByName() throws Exception {
        assertThat(post("AWSStepFunctions.Nonsense", "{}")).contains("UnknownOperationException");
        assertThat(post("AWSStepFunctions.StartExecution", "{")).contains("SerializationException");
        assertThat(post("AWSStepFunctions.StartExecution", "[]"))
                .contains("SerializationException");
        assertThat(post("AWSStepFunctions.StartExecution", "{}"))
                .contains("ValidationException", "stateMachineArn");
        assertThat(post("AWSStepFunctions.StartExecution", "{\"stateMachineArn\":1}"))
                .contains("ValidationException", "stateMachineArn");
    }

    @Test
    void aPortThatIsTakenIsSaidSo() {
        int taken = local.endpoint().getPort();
        assertThatThrownBy(() -> StepFunctionsLocal.builder().port(taken).start())
                .isInstanceOf(PortInUseException.class)
                .hasMessageContaining(String.valueOf(taken));
    }

    @Test
    void closingEndsWhatRuns() {
        var before = threads();
        var other = StepFunctionsLocal.start();
        try (var client = client(other.endpoint())) {
            var arn =
                    client.createStateMachine(
                                    r ->
                                            r.name("long")
                                                    .definition(HOUR)
                                                    .roleArn(ROLE)
                                                    .type(StateMachineType.STANDARD))
                            .stateMachineArn();
            client.startExecution(r -> r.stateMachineArn(arn));
            other.close();
            assertThat(other.executions())
                    .extracting(execution -> execution.status().name())
                    .containsExactly("ABORTED");
            Awaitility.await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
        }
    }

    /**
     * Returns the platform threads of the server and the HTTP clients. Virtual threads are not
     * listed, and don't keep a JVM alive.
     */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(stepfunctions|HttpClient).*"))
                .collect(Collectors.toSet());
    }

    @Test
    void syncExecutionsRunSideBySide() {
        var wait =
                create(
                        "aside",
                        StateMachineType.EXPRESS,
                        machine("{\"Type\":\"Wait\",\"Seconds\":1,\"End\":true}"));
        var all =
                IntStream.range(0, 10)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        sfn.startSyncExecution(
                                                                r ->
                                                                        r.stateMachineArn(
                                                                                wait
                                                                                        .stateMachineArn())),
                                                command -> Thread.ofVirtual().start(command)))
                        .toList();
        assertThat(all).allMatch(f -> f.join().status() == SyncExecutionStatus.SUCCEEDED);
        assertThat(
                        Duration.between(
                                all.getFirst().join().startDate(), all.getLast().join().stopDate()))
                .isLessThan(Duration.ofSeconds(5));
    }

    private static String post(String target, String body) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(local.endpoint())
                            .header("X-Amz-Target", target)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type"))
                    .contains("application/x-amz-json-1.0");
            return Json.parse(response.body()).path("__type").asText() + response.body();
        }
    }

    private static CreateStateMachineResponse create(
            String name, StateMachineType type, String definition) {
        return sfn.createStateMachine(
                r -> r.name(name).type(type).definition(definition).roleArn(ROLE));
    }

    private static void awaitStatus(String arn, ExecutionStatus status) {
        Awaitility.await()
                .until(
                        () -> sfn.describeExecution(r -> r.executionArn(arn)).status(),
                        status::equals);
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SfnException.class,
                        e -> {
                            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                            assertThat(e.statusCode()).isEqualTo(400);
                        });
    }

    private static String machine(String state) {
        return "{\"StartAt\":\"S\",\"States\":{\"S\":" + state + "}}";
    }

    private static String lambda(String function) {
        return machine(
                """
                {"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","End":true,
                 "Parameters":{"FunctionName":"%s","Payload.$":"$"},"OutputPath":"$.Payload"}
                """
                        .formatted(function));
    }

    private static SfnClient client(URI endpoint) {
        return SfnClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(
                        c ->
                                c.putAdvancedOption(
                                        SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION,
                                        true))
                .build();
    }
}
