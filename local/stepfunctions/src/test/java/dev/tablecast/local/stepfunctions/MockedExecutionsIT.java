package dev.tablecast.local.stepfunctions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.stepfunctions.integration.LambdaFunctions.Invocation;
import dev.tablecast.local.stepfunctions.mock.InvalidMockConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/** Test cases of a mock configuration, through AWS's own SDK. */
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
               "Spread": {"TestCases": {"Read": {
                 "All/ItemReader": "Items", "Pay": "BusyOnce", "All/ResultWriter": "Sent"}}},
               "Jobs": {"TestCases": {
                 "Done": {"Job": "Sent", "Callback": "Sent", "Act": "Sent", "Http": "Sent"},
                 "Late": {"Job": "Late"},
                 "Silent": {"Job": "Sent", "Callback": "Silent"}}},
               "Both": {"TestCases": {"Left": {"Left": "TooShort2"}}}},
             "MockedResponses": {
               "BusyOnce": {
                 "0": {"Throw": {"Error": "Busy", "Cause": "so"}},
                 "1-2": {"Return": {"Payload": "paid"}}},
               "AlwaysBusy": {"0-2": {"Throw": {"Error": "Busy", "Cause": "still"}}},
               "TooShort": {"0": {"Throw": {"Error": "Busy"}}},
               "Items": {"0": {"Return": [1, 2]}},
               "Late": {"0": {"Throw": {"Error": "States.Timeout"}}},
               "Silent": {"0": {"Throw": {"Error": "States.HeartbeatTimeout"}}},
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
        sfn = SfnClients.of(local);
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
                        "The state \"Send\" must be mocked:"
                                + " arn:aws:states:::sqs:sendMessage can't be called here");
    }

    @Test
    void jobsCallbacksActivitiesAndHttpTasksAreOverWithTheirMock() {
        createJobs();

        var done = start("Jobs#Done");
        assertThat(end(done).output()).isEqualTo("{\"MessageId\":\"1\"}");
        assertThat(types(done))
                .containsSubsequence(
                        HistoryEventType.TASK_SUBMITTED,
                        HistoryEventType.TASK_SUCCEEDED,
                        HistoryEventType.TASK_SUBMITTED,
                        HistoryEventType.TASK_SUCCEEDED,
                        HistoryEventType.ACTIVITY_SCHEDULED,
                        HistoryEventType.ACTIVITY_STARTED,
                        HistoryEventType.ACTIVITY_SUCCEEDED,
                        HistoryEventType.TASK_SUCCEEDED);
    }

    @Test
    void aMockCanTimeOutAndStaySilent() {
        createJobs();

        var late = start("Jobs#Late");
        assertThat(end(late).error()).isEqualTo("States.Timeout");
        assertThat(types(late)).contains(HistoryEventType.TASK_TIMED_OUT);
        assertThat(end(start("Jobs#Silent")).error()).isEqualTo("States.HeartbeatTimeout");
    }

    @Test
    void theReaderTheTasksAndTheWriterOfADistributedMapCanBeMocked() {
        create(
                "Spread",
                StateMachineType.STANDARD,
                "All",
                """
                {"Type": "Map", "MaxConcurrency": 1, "End": true, "Label": "L",
                 "ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
                   "Parameters": {"Bucket": "b", "Key": "k"}},
                 "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject",
                   "Parameters": {"Bucket": "b", "Prefix": "p"}},
                 "ItemProcessor": {"StartAt": "Pay", "States": {"Pay": %s},
                   "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}}}
                """
                        .formatted(PAY));

        var parent = start("Spread#Read");

        var end = end(parent);
        assertThat(end.output()).as(end.cause()).contains("\"Bucket\":\"b\"", "manifest.json");
        var run =
                sfn.getExecutionHistory(r -> r.executionArn(parent)).events().stream()
                        .map(HistoryEvent::mapRunStartedEventDetails)
                        .filter(details -> details != null)
                        .findFirst()
                        .orElseThrow();
        assertThat(run.mapRunArn())
                .startsWith("arn:aws:states:us-east-1:000000000000:mapRun:Spread/L:");
        var children = sfn.listExecutions(r -> r.mapRunArn(run.mapRunArn())).executions();
        assertThat(children).hasSize(2);
        for (var child : children) {
            assertThat(child.executionArn())
                    .startsWith("arn:aws:states:us-east-1:000000000000:execution:Spread/L:");
            assertThat(end(child.executionArn()).output()).isEqualTo("\"paid\"");
            assertThat(types(child.executionArn())).contains(HistoryEventType.TASK_SUCCEEDED);
        }
    }

    private static void createJobs() {
        sfn.createStateMachine(
                r ->
                        r.name("Jobs")
                                .roleArn("arn:aws:iam::000000000000:role/test")
                                .definition(
                                        """
                                        {"StartAt": "Job", "States": {
                                          "Job": {"Type": "Task", "Next": "Callback",
                                            "Resource": "arn:aws:states:::glue:startJobRun.sync"},
                                          "Callback": {"Type": "Task", "Next": "Act",
                                            "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken"},
                                          "Act": {"Type": "Task", "Next": "Http",
                                            "Resource": "arn:aws:states:us-east-1:000000000000:activity:a"},
                                          "Http": {"Type": "Task", "End": true,
                                            "Resource": "arn:aws:states:::http:invoke"}}}
                                        """));
    }

    private static List<HistoryEventType> types(String execution) {
        return sfn.getExecutionHistory(r -> r.executionArn(execution)).events().stream()
                .map(HistoryEvent::type)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lambda:invoke",
                "sqs",
                "sqs:receiveMessage",
                "dynamodb:query",
                "foo:bar",
                "ecs:runTask.async",
                "aws-sdk:dynamodb:nope"
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
        assertRefused("Standard#Unknown", "\"Unknown\" is not a test case");
        assertRefused("Standard#", "\"\" is not a test case");
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
        return end(
                sfn.startExecution(r -> r.stateMachineArn(arn(target)).input(input))
                        .executionArn());
    }

    private static String start(String target) {
        return sfn.startExecution(r -> r.stateMachineArn(arn(target))).executionArn();
    }

    private static DescribeExecutionResponse end(String execution) {
        return Awaitility.await()
                .until(
                        () -> sfn.describeExecution(r -> r.executionArn(execution)),
                        found -> found.status() != ExecutionStatus.RUNNING);
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
