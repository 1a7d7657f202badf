package dev.tablecast.local.stepfunctions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.stepfunctions.integration.LambdaFunctions.Invocation;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InspectionLevel;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.TestExecutionStatus;
import software.amazon.awssdk.services.sfn.model.TestStateRequest;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;

/**
 * {@code TestState} through AWS's own SDK. The answers are those that LocalStack's tests have
 * recorded on AWS ({@code tests/aws/services/stepfunctions/v2/test_state}).
 */
class TestStateIT {
    private static final String ROLE = "arn:aws:iam::000000000000:role/test";
    private static final String IO_PASS =
            """
            {"Type": "Pass", "InputPath": "$.initialData", "ResultPath": "$.modifiedData", "End": true,
             "Parameters": {"staticValue": "some value", "inputValue.$": "$.fieldFromInput"}%s}
            """;
    private static final String IO_INPUT =
            """
            {"initialData":{"fieldFromInput":"value from input","otherField":"other"},\
            "unrelatedData":{"someOtherField":1234}}\
            """;
    private static final String TASK =
            """
            {"QueryLanguage": "JSONata", "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
             "Arguments": {"FunctionName": "foo", "Payload": "bar"}%s, "End": true}
            """;
    private static final String MAP =
            """
            {"Type": "Map", "QueryLanguage": "JSONata", "Items": "{%% $states.input.Values %%}",
             "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
               "StartAt": "TestState", "States": {"TestState": {"Type": "Pass", "End": true}}}%s,
             "End": true}
            """;
    private static final String PARALLEL =
            """
            {"Type": "Parallel", "QueryLanguage": "JSONata", "End": true,
             "Arguments": "{% $states.input.p %}",
             "Output": {"in": "{% $states.input.p %}", "r": "{% $states.result %}"},
             "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}},
               {"StartAt": "B", "States": {"B": {"Type": "Pass", "End": true}}}]}
            """;

    private static StepFunctionsLocal local;
    private static SfnClient sfn;

    @BeforeAll
    static void start() {
        local =
                StepFunctionsLocal.builder()
                        .port(0)
                        .waitScale(0)
                        .lambdaFunctions(
                                (function, payload) ->
                                        new Invocation.Ran("\"real\"".getBytes(UTF_8), null))
                        .start();
        sfn = SfnClients.of(local);
    }

    @AfterAll
    static void stop() {
        sfn.close();
        local.close();
    }

    private static TestStateResponse test(Consumer<TestStateRequest.Builder> request) {
        return sfn.testState(r -> request.accept(r.roleArn(ROLE)));
    }

    private static TestStateResponse debug(
            String definition, String input, Consumer<TestStateRequest.Builder> more) {
        return test(
                r ->
                        more.accept(
                                r.definition(definition)
                                        .input(input)
                                        .inspectionLevel(InspectionLevel.DEBUG)));
    }

    @Test
    void aPassShowsEachStepOfItsData() {
        var answer = debug(IO_PASS.formatted(""), IO_INPUT, r -> {});

        var data = answer.inspectionData();
        var effective = "{\"staticValue\":\"some value\",\"inputValue\":\"value from input\"}";
        assertThat(answer.status()).isEqualTo(TestExecutionStatus.SUCCEEDED);
        assertThat(answer.nextState()).isNull();
        assertThat(data.input()).isEqualTo(IO_INPUT);
        assertThat(data.afterInputPath())
                .isEqualTo("{\"fieldFromInput\":\"value from input\",\"otherField\":\"other\"}");
        assertThat(data.afterParameters()).isEqualTo(effective);
        assertThat(data.result()).isNull();
        assertThat(data.afterResultSelector()).isEqualTo(effective);
        assertThat(Json.parse(data.afterResultPath()).get("modifiedData"))
                .isEqualTo(Json.parse(effective));
        assertThat(answer.output()).isEqualTo(data.afterResultPath());
    }

    @Test
    void aPassWithAResultReadsNoInput() {
        var data =
                debug(IO_PASS.formatted(", \"Result\": {\"k\": \"v\"}"), IO_INPUT, r -> {})
                        .inspectionData();

        assertThat(data.result()).isEqualTo("{\"k\":\"v\"}");
        assertThat(data.afterInputPath()).isNull();
        assertThat(data.afterParameters()).isNull();
        assertThat(data.afterResultSelector()).isEqualTo("{\"k\":\"v\"}");
    }

    @Test
    void aChoiceSaysWhereItLeads() {
        var choice =
                """
                {"Type": "Choice", "Default": "Other", "Choices": [
                  {"Variable": "$.value", "NumericGreaterThanEquals": 20, "Next": "ValueInTwenties"}]}
                """;

        var answer = debug(choice, "{\"value\":22}", r -> {});
        assertThat(answer.nextState()).isEqualTo("ValueInTwenties");
        assertThat(answer.output()).isEqualTo("{\"value\":22}");
        assertThat(answer.inspectionData().afterInputPath()).isEqualTo("{\"value\":22}");
        assertThat(answer.inspectionData().afterResultPath()).isNull();
        assertThat(test(r -> r.definition(choice).input("{\"value\":1}")).nextState())
                .isEqualTo("Other");
    }

    @Test
    void withoutDebugThereIsNoInspectionData() {
        var answer = test(r -> r.definition("{\"Type\": \"Succeed\"}").input("[1]"));

        assertThat(answer.output()).isEqualTo("[1]");
        assertThat(answer.inspectionData()).isNull();
    }

    @Test
    void aFailedStateHasErrorAndCauseAlone() {
        var answer =
                test(
                        r ->
                                r.definition(
                                        "{\"Type\": \"Fail\", \"Error\": \"SomeFailure\","
                                                + " \"Cause\": \"why\"}"));

        assertThat(answer.status()).isEqualTo(TestExecutionStatus.FAILED);
        assertThat(answer.error()).isEqualTo("SomeFailure");
        assertThat(answer.cause()).isEqualTo("why");
        assertThat(answer.output()).isNull();
    }

    @Test
    void aTaskIsCalledOrMocked() {
        assertThat(debug(TASK.formatted(""), "{}", r -> {}).output()).contains("\"real\"");
        var mocked =
                debug(
                        TASK.formatted(", \"Output\": \"{% $states.result.Payload %}\""),
                        "{\"x\":1}",
                        r -> r.mock(m -> m.result("{\"StatusCode\":200,\"Payload\":\"mocked\"}")));
        assertThat(mocked.output()).isEqualTo("\"mocked\"");
        assertThat(mocked.inspectionData().afterArguments())
                .isEqualTo("{\"FunctionName\":\"foo\",\"Payload\":\"bar\"}");
        assertThat(mocked.inspectionData().result())
                .isEqualTo("{\"StatusCode\":200,\"Payload\":\"mocked\"}");
    }

    @Test
    void aMockedTaskNeedsNoRole() {
        assertThat(
                        sfn.testState(
                                        r ->
                                                r.definition(TASK.formatted(""))
                                                        .mock(m -> m.result("{}")))
                                .status())
                .isEqualTo(TestExecutionStatus.SUCCEEDED);
        assertRefused(
                "ValidationException",
                "RoleArn must be specified when testing a Task state",
                () -> sfn.testState(r -> r.definition(TASK.formatted(""))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                "arn:aws:states:::glue:startJobRun.sync",
                "arn:aws:states:us-east-1:000000000000:activity:a"
            })
    void tasksThatSomebodyElseEndsNeedAMock(String resource) {
        var definition =
                "{\"Type\": \"Task\", \"Resource\": \"" + resource + "\", \"Next\": \"N\"}";

        var answer = test(r -> r.definition(definition).mock(m -> m.result("{\"a\":1}")));
        assertThat(answer.output()).isEqualTo("{\"a\":1}");
        assertThat(answer.nextState()).isEqualTo("N");
        assertRefused(
                "InvalidDefinition", "with a mock only", () -> test(r -> r.definition(definition)));
    }

    @Test
    void aRetrierIsNamedWithItsBackoffUntilItHasRetriedOftenEnough() {
        var retrying =
                TASK.formatted(
                        ", \"Retry\": [{\"ErrorEquals\": [\"MockException\"], \"IntervalSeconds\":"
                                + " 1, \"MaxAttempts\": 5, \"BackoffRate\": 2.0}]");

        var fifth =
                debug(
                        retrying,
                        "{}",
                        r -> failing(r).stateConfiguration(c -> c.retrierRetryCount(4)));
        assertThat(fifth.status()).isEqualTo(TestExecutionStatus.RETRIABLE);
        assertThat(fifth.error()).isEqualTo("MockException");
        assertThat(fifth.output()).isNull();
        assertThat(fifth.inspectionData().errorDetails().retryIndex()).isZero();
        assertThat(fifth.inspectionData().errorDetails().retryBackoffIntervalSeconds())
                .isEqualTo(16);
        var sixth =
                debug(
                        retrying,
                        "{}",
                        r -> failing(r).stateConfiguration(c -> c.retrierRetryCount(5)));
        assertThat(sixth.status()).isEqualTo(TestExecutionStatus.FAILED);
        assertThat(sixth.inspectionData().errorDetails().retryIndex()).isZero();
        assertThat(sixth.inspectionData().errorDetails().retryBackoffIntervalSeconds()).isNull();
    }

    private static TestStateRequest.Builder failing(TestStateRequest.Builder request) {
        return request.mock(m -> m.errorOutput(e -> e.error("MockException").cause("why")));
    }

    @Test
    void aCatcherIsNamedWithItsOutput() {
        var catching =
                TASK.formatted(
                        ", \"Catch\": [{\"ErrorEquals\": [\"Other\"], \"Next\": \"A\"},"
                                + " {\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"B\","
                                + " \"Output\": {\"e\": \"{% $states.errorOutput %}\"},"
                                + " \"Assign\": {\"failed\": true}}]");

        var answer = debug(catching, "{}", TestStateIT::failing);
        assertThat(answer.status()).isEqualTo(TestExecutionStatus.CAUGHT_ERROR);
        assertThat(answer.nextState()).isEqualTo("B");
        assertThat(answer.output())
                .isEqualTo("{\"e\":{\"Error\":\"MockException\",\"Cause\":\"why\"}}");
        assertThat(answer.error()).isEqualTo("MockException");
        assertThat(answer.inspectionData().errorDetails().catchIndex()).isEqualTo(1);
        assertThat(answer.inspectionData().variables()).isEqualTo("{\"failed\":true}");
    }

    @Test
    void anExpressionThatFailsSaysWhereWithoutTheState() {
        var answer =
                debug(
                        "{\"QueryLanguage\": \"JSONata\", \"Type\": \"Pass\", \"End\": true,"
                                + " \"Output\": {\"v\": \"{% $states.input.missing %}\"}}",
                        "{}", r -> {});

        assertThat(answer.error()).isEqualTo("States.QueryEvaluationError");
        assertThat(answer.cause())
                .isEqualTo(
                        "The JSONata expression '$states.input.missing' specified for the field"
                                + " 'Output/v' returned nothing (undefined).");
    }

    @Test
    void aMapShowsItsItemsAndItsBounds() {
        var map =
                """
                {"Type": "Map", "ItemsPath": "$.v", "MaxConcurrency": 3, "End": true,
                 "ItemSelector": {"i.$": "$$.Map.Item.Value"},
                 "ItemBatcher": {"MaxItemsPerBatch": 2}, "ToleratedFailurePercentage": 50,
                 "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                   "StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}}
                """;

        var answer = debug(map, "{\"v\":[1,2,3]}", r -> r.mock(m -> m.result("[7]")));
        var data = answer.inspectionData();
        assertThat(answer.output()).isEqualTo("[7]");
        assertThat(data.afterItemsPath()).isEqualTo("[1,2,3]");
        assertThat(data.afterItemSelector()).isEqualTo("[{\"i\":1},{\"i\":2},{\"i\":3}]");
        assertThat(data.afterItemBatcher())
                .isEqualTo("[{\"Items\":[{\"i\":1},{\"i\":2}]},{\"Items\":[{\"i\":3}]}]");
        assertThat(data.maxConcurrency()).isEqualTo(3);
        assertThat(data.toleratedFailurePercentage()).isEqualTo(50f);
        assertThat(data.toleratedFailureCount()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2, SUCCEEDED,",
        "', \"ToleratedFailureCount\": 2', 2, SUCCEEDED,",
        "', \"ToleratedFailureCount\": 1', 2, FAILED, States.ExceedToleratedFailureThreshold",
        "', \"ToleratedFailurePercentage\": 50', 2, FAILED, States.ExceedToleratedFailureThreshold"
    })
    void failedIterationsAreHeldAgainstTheTolerance(
            String bound, int failed, String status, String error) {
        var answer =
                test(
                        r ->
                                r.definition(MAP.formatted(bound))
                                        .input("{\"Values\":[1,2,3]}")
                                        .stateConfiguration(c -> c.mapIterationFailureCount(failed))
                                        .mock(m -> m.result("[0,0,1]")));

        assertThat(answer.statusAsString()).isEqualTo(status);
        assertThat(answer.error()).isEqualTo(error);
    }

    @Test
    void aReaderIsGivenItsData() {
        var map =
                MAP.formatted(
                                ", \"ItemReader\": {\"Resource\":"
                                    + " \"arn:aws:states:::s3:getObject\"}, \"ItemSelector\": \"{%"
                                    + " $states.context.Map.Item.Value * 2 %}\"")
                        .replace("\"Items\": \"{% $states.input.Values %}\",", "");

        var answer =
                debug(
                        map,
                        "{}",
                        r ->
                                r.mock(m -> m.result("[1]"))
                                        .stateConfiguration(c -> c.mapItemReaderData("[1,2]")));
        assertThat(answer.inspectionData().afterItemSelector()).isEqualTo("[2,4]");
    }

    @Test
    void aParallelNeedsAResultForEachBranch() {
        var answer = debug(PARALLEL, "{\"p\":1}", r -> r.mock(m -> m.result("[\"a\",\"b\"]")));

        assertThat(answer.output()).isEqualTo("{\"in\":1,\"r\":[\"a\",\"b\"]}");
        assertRefused(
                "ValidationException",
                "same number of items as number of Parallel branches",
                () -> test(r -> r.definition(PARALLEL).mock(m -> m.result("[1]"))));
    }

    @Test
    void aStateOfAMachineIsFoundByItsNameHoweverDeep() {
        var machine =
                """
                {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {
                  "StartAt": "Inner", "States": {"Inner": {"Type": "Pass", "Result": 5, "End": true}}}}}}
                """;

        assertThat(test(r -> r.definition(machine).stateName("Inner")).output()).isEqualTo("5");
        assertRefused(
                "ValidationException",
                "State not found in definition",
                () -> test(r -> r.definition(machine).stateName("Nope")));
    }

    @Test
    void variablesAndContextAreGiven() {
        var pass =
                """
                {"QueryLanguage": "JSONata", "Type": "Pass", "Next": "N", "Assign": {"b": 2},
                 "Output": {"sum": "{% $a + 1 %}", "name": "{% $states.context.Execution.Name %}"}}
                """;

        var answer =
                debug(
                        pass,
                        "{}",
                        r ->
                                r.variables("{\"a\":10}")
                                        .context("{\"Execution\":{\"Name\":\"given\"}}"));
        assertThat(answer.output()).isEqualTo("{\"sum\":11,\"name\":\"given\"}");
        assertThat(Json.parse(answer.inspectionData().variables()))
                .isEqualTo(Json.parse("{\"a\":10,\"b\":2}"));
    }

    @Test
    void aTokenOfTheContextIsWhatTheTaskGets() {
        var answer =
                debug(
                        """
                        {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                         "Parameters": {"MessageBody": {"token.$": "$$.Task.Token"}}, "End": true}
                        """,
                        "{}",
                        r ->
                                r.context("{\"Task\":{\"Token\":\"abcd123\"}}")
                                        .mock(m -> m.result("1")));

        assertThat(answer.inspectionData().afterParameters())
                .isEqualTo("{\"MessageBody\":{\"token\":\"abcd123\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Execution\":{\"Id\":1}}|Execution.Id must be a string",
                "{\"Map\":{}}|'Map' field is not supported when mocking a Context object",
                "{\"Pokedex\":{}}|Field 'Pokedex' is not allowed",
                "{\"Execution\":{\"pokemon\":1}}|Field 'pokemon' is not allowed",
                "{\"Task\":{\"Token\":\"t\"}}|Context object contains 'Task' when state is not a"
                        + " Task"
            })
    void aContextThatCanNotBeIsRefused(String context, String message) {
        assertRefused(
                "ValidationException",
                "Invalid Context object provided: " + message,
                () -> test(r -> r.definition("{\"Type\": \"Succeed\"}").context(context)));
    }

    @Test
    void whatCanNotBeTestedIsRefusedInTheWordsOfAws() {
        for (var state : new String[] {"Pass", "Succeed", "Fail"}) {
            var end = state.equals("Pass") ? ", \"End\": true" : "";
            var definition = "{\"Type\": \"" + state + "\"" + end + "}";
            assertRefused(
                    "ValidationException",
                    "State type '" + state + "' is not supported when a mock is specified",
                    () -> test(r -> r.definition(definition).mock(m -> m.result("1"))));
        }
        assertRefused(
                "InvalidDefinition",
                "TestState API does not support Map or Parallel states.",
                () -> test(r -> r.definition(PARALLEL)));
        assertRefused(
                "ValidationException",
                "only one of the following fields: [result, errorOutput]",
                () ->
                        test(
                                r ->
                                        failing(r.definition(TASK.formatted("")))
                                                .mock(
                                                        m ->
                                                                m.result("1")
                                                                        .errorOutput(
                                                                                e ->
                                                                                        e.error(
                                                                                                "E")))));
        assertRefused(
                "ValidationException",
                "Mocked result must be valid JSON",
                () -> test(r -> r.definition(TASK.formatted("")).mock(m -> m.result("not json"))));
        assertRefused(
                "ValidationException",
                "TestState does not support RevealSecrets when a mock is specified.",
                () ->
                        test(
                                r ->
                                        r.definition(TASK.formatted(""))
                                                .revealSecrets(true)
                                                .mock(m -> m.result("1"))));
        assertRefused(
                "ValidationException",
                "Mocked result must be an array.",
                () -> test(r -> r.definition(MAP.formatted("")).mock(m -> m.result("1"))));
        assertRefused(
                "ValidationException",
                "Mocked result must be a JSON object.",
                () ->
                        test(
                                r ->
                                        r.definition(
                                                        MAP.formatted(
                                                                ", \"ResultWriter\": {\"Resource\":"
                                                                    + " \"arn:aws:states:::s3:putObject\"}"))
                                                .mock(m -> m.result("[]"))));
        assertRefused(
                "ValidationException",
                "MapIterationFailureCount when a mock is not specified",
                () ->
                        test(
                                r ->
                                        r.definition(MAP.formatted(""))
                                                .stateConfiguration(
                                                        c -> c.mapIterationFailureCount(1))));
        assertRefused(
                "ValidationException",
                "must be less than or equal to the number of Map iterations",
                () ->
                        test(
                                r ->
                                        r.definition(MAP.formatted(""))
                                                .mock(m -> m.result("[1]"))
                                                .stateConfiguration(
                                                        c -> c.mapIterationFailureCount(2))));
        assertRefused(
                "ValidationException",
                "\"errorCausedByState\": there is no state \"Nope\"",
                () ->
                        test(
                                r ->
                                        failing(r.definition(MAP.formatted("")))
                                                .stateConfiguration(
                                                        c -> c.errorCausedByState("Nope"))));
        assertRefused(
                "InvalidDefinition",
                "at /States/StateName/Type",
                () -> test(r -> r.definition("{\"Type\": \"Nope\"}")));
        assertRefused(
                "InvalidExecutionInput",
                "Invalid State Machine Execution Input",
                () -> test(r -> r.definition("{\"Type\": \"Succeed\"}").input("{")));
    }

    private static void assertRefused(String code, String message, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        SfnException.class,
                        e -> {
                            assertThat(e.awsErrorDetails().errorMessage()).contains(message);
                            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                        });
    }
}
