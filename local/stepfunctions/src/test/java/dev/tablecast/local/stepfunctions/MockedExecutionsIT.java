package dev.tablecast.local.stepfunctions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.stepfunctions.integration.LambdaFunctions.Invocation;
import dev.tablecast.local.stepfunctions.mock.InvalidMockConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/** Test cases of a mock configuration, started by AWS's own SDK. */
class MockedExecutionsIT {
    private static final String MOCKS =
            """
            {"StateMachines": {
               "Standard": {"TestCases": {
                 "BusyOnce": {"Pay": "BusyOnce"},
                 "AlwaysBusy": {"Pay": "AlwaysBusy"},
                 "TooShort": {"Pay": "TooShort"},
                 "Nothing": {},
                 "Wrong": {"Nowhere": "BusyOnce"}}},
               "Express": {"TestCases": {"BusyOnce": {"Pay": "BusyOnce"}}},
               "Each": {"TestCases": {"One": {"Pay": "BusyOnce"}}},
               "Queue": {"TestCases": {"Sent": {"Send": "Sent"}}},
               "Both": {"TestCases": {"Left": {"Left": "TooShort2"}}}},
             "MockedResponses": {
               "BusyOnce": {
                 "0": {"Throw": {"Error": "Busy", "Cause": "so"}},
                 "1-2": {"Return": {"Payload": "paid"}}},
               "AlwaysBusy": {"0-2": {"Throw": {"Error": "Busy", "Cause": "still"}}},
               "TooShort": {"0": {"Throw": {"Error": "Busy"}}},
               "Sent": {"0": {"Return": {"MessageId": "1"}}},
               "TooShort2": {"0": {"Return": {"Payload": "mocked"}}}}}
            """;
    private static final String PAY =
            """
            {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
             "Parameters": {"FunctionName": "pay"}, "OutputPath": "$.Payload",
             "Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 2}]}
            """;

    @TempDir private static Path folder;
    private static StepFunctionsLocal local;
    private static SfnClient sfn;

    @BeforeAll
    static void start() throws Exception {
        local =
                StepFunctionsLocal.builder()
                        .port(0)
                        .waitScale(0)
                        .lambdaFunctions(
                                (function, payload) ->
                                        new Invocation.Ran("\"real\"".getBytes(UTF_8), null))
                        .mockConfiguration(
                                Files.writeString(folder.resolve("MockConfigFile.json"), MOCKS))
                        .start();
        sfn =
                SfnClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .overrideConfiguration(
                                c ->
                                        c.putAdvancedOption(
                                                SdkAdvancedClientOption
                                                        .DISABLE_HOST_PREFIX_INJECTION,
                                                true))
                        .build();
        create("Standard", StateMachineType.STANDARD, "Pay", PAY);
        create("Express", StateMachineType.EXPRESS, "Pay", PAY);
        create(
                "Each",
                StateMachineType.STANDARD,
                "All",
                """
                {"Type": "Map", "MaxConcurrency": 1, "End": true, "ItemProcessor": {
                   "StartAt": "Pay", "States": {"Pay": %s}}}
                """
                        .formatted(PAY));
        create(
                "Both",
                StateMachineType.STANDARD,
                "All",
                """
                {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "Left", "States": {"Left": %1$s}},
                  {"StartAt": "Right", "States": {"Right": %1$s}}]}
                """
                        .formatted(PAY));
    }

    @AfterAll
    static void stop() {
        sfn.close();
        local.close();
    }

    @Test
    void anExecutionOfATestCaseGetsItsAnswersAndRetriesCount() {
        var execution = run("Standard#BusyOnce", "{}");

        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(execution.output()).isEqualTo("\"paid\"");
        assertThat(execution.stateMachineArn()).isEqualTo(arn("Standard"));
        assertThat(execution.executionArn())
                .startsWith("arn:aws:states:us-east-1:000000000000:execution:Standard:")
                .doesNotContain("#");
    }

    @Test
    void withoutATestCaseAllCallsAreReal() {
        assertThat(run("Standard", "{}").output()).isEqualTo("\"real\"");
        assertThat(run("Standard#Nothing", "{}").output()).isEqualTo("\"real\"");
    }

    @Test
    void aThrownErrorFailsTheExecutionWhenItsRetriesAreUsedUp() {
        var execution = run("Standard#AlwaysBusy", "{}");

        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).isEqualTo("Busy");
        assertThat(execution.cause()).isEqualTo("still");
    }

    @Test
    void aCallThatHasNoAnswerFailsTheExecutionAndIsNotRetried() {
        var execution = run("Standard#TooShort", "{}");

        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).isEqualTo("States.Runtime");
        assertThat(execution.cause())
                .contains("The mocked response \"TooShort\" has no answer for call 1 of");
    }

    @Test
    void expressExecutionsHaveTestCasesToo() {
        var execution =
                sfn.startSyncExecution(r -> r.stateMachineArn(arn("Express") + "#BusyOnce"));

        assertThat(execution.status()).isEqualTo(SyncExecutionStatus.SUCCEEDED);
        assertThat(execution.output()).isEqualTo("\"paid\"");
        assertThat(execution.stateMachineArn()).isEqualTo(arn("Express"));
    }

    @Test
    void callsAreCountedAcrossTheIterationsOfAMap() {
        assertThat(run("Each#One", "[1, 2]").output()).isEqualTo("[\"paid\",\"paid\"]");
        assertThat(run("Each#One", "[1, 2, 3]").error()).isEqualTo("States.Runtime");
    }

    @Test
    void oneBranchOfAParallelCanBeMocked() {
        assertThat(run("Both#Left", "{}").output()).isEqualTo("[\"mocked\",\"real\"]");
    }

    @Test
    void aServiceThatCanNotBeCalledHereCanBeMocked() {
        create("Queue", StateMachineType.STANDARD, "Send", task("sqs:sendMessage"));

        assertThat(run("Queue#Sent", "{}").output()).isEqualTo("{\"MessageId\":\"1\"}");
        assertThat(run("Queue", "{}").error()).isEqualTo("States.Runtime");
        assertThat(run("Queue", "{}").cause())
                .contains(
                        "The state \"Send\" must be mocked: The resource provided"
                                + " arn:aws:states:::sqs:sendMessage is not recognized here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqs:sendMessage.waitForTaskToken",
                "lambda:invoke",
                "sqs",
                "ecs:runTask.sync"
            })
    void whatCanNotEvenBeMockedIsStillRefused(String resource) {
        assertThatThrownBy(() -> create("Never", StateMachineType.STANDARD, "S", task(resource)))
                .isInstanceOf(InvalidDefinitionException.class);
    }

    private static String task(String resource) {
        return "{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::%s\", \"End\": true}"
                .formatted(resource);
    }

    @Test
    void aTestCaseThatCanNotBeIsRefused() {
        assertRefused("Standard#Unknown", "\"Unknown\" is no test case");
        assertRefused("Standard#", "\"\" is no test case");
        assertRefused("Standard#Wrong", "/StateMachines/Standard/TestCases/Wrong/Nowhere");
    }

    @Test
    void aFileWithMistakesIsRefusedBeforeAnythingStarts() throws Exception {
        var file = Files.writeString(folder.resolve("wrong.json"), "{}");

        assertThatThrownBy(() -> StepFunctionsLocal.builder().mockConfiguration(file))
                .isInstanceOf(InvalidMockConfigurationException.class)
                .hasMessageStartingWith(file.toString());
    }

    private static void assertRefused(String target, String message) {
        assertThatThrownBy(() -> sfn.startExecution(r -> r.stateMachineArn(arn(target))))
                .isInstanceOfSatisfying(
                        SfnException.class,
                        e -> {
                            assertThat(e.awsErrorDetails().errorCode())
                                    .isEqualTo("ValidationException");
                            assertThat(e.awsErrorDetails().errorMessage()).contains(message);
                        });
    }

    private static DescribeExecutionResponse run(String target, String input) {
        var started = sfn.startExecution(r -> r.stateMachineArn(arn(target)).input(input));
        return Awaitility.await()
                .until(
                        () -> sfn.describeExecution(r -> r.executionArn(started.executionArn())),
                        execution -> execution.status() != ExecutionStatus.RUNNING);
    }

    private static void create(String name, StateMachineType type, String start, String state) {
        sfn.createStateMachine(
                r ->
                        r.name(name)
                                .type(type)
                                .roleArn("arn:aws:iam::000000000000:role/test")
                                .definition(
                                        "{\"StartAt\": \"%s\", \"States\": {\"%s\": %s}}"
                                                .formatted(start, start, state)));
    }

    private static String arn(String name) {
        return "arn:aws:states:us-east-1:000000000000:stateMachine:" + name;
    }
}
