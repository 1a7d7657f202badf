package dev.tablecast.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.stepfunctions.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.TestExecutionStatus;

/**
 * {@code TestState} through AWS's own SDK: the data, retriers, catchers and mocks of states. The
 * expected responses are those that LocalStack's tests recorded on AWS ({@code
 * tests/aws/services/stepfunctions/v2/test_state}).
 */
class TestStateIT extends TestStateFixture {
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

    @Test
    void aCatcherIsNamedWithItsOutput() {
        var catching =
                TASK.formatted(
                        ", \"Catch\": [{\"ErrorEquals\": [\"Other\"], \"Next\": \"A\"},"
                                + " {\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"B\","
                                + " \"Output\": {\"e\": \"{% $states.errorOutput %}\"},"
                                + " \"Assign\": {\"failed\": true}}]");

        var answer = debug(catching, "{}", TestStateFixture::failing);
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
}
