package dev.tablecast.local.stepfunctions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.stepfunctions.integration.LambdaFunctions.Invocation;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InspectionLevel;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.TestStateRequest;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;

/** A server and a client for tests of {@code TestState}, with the definitions that they share. */
abstract class TestStateFixture {
    static final String ROLE = "arn:aws:iam::000000000000:role/test";
    static final String IO_PASS =
            """
            {"Type": "Pass", "InputPath": "$.initialData", "ResultPath": "$.modifiedData", "End": true,
             "Parameters": {"staticValue": "some value", "inputValue.$": "$.fieldFromInput"}%s}
            """;
    static final String IO_INPUT =
            """
            {"initialData":{"fieldFromInput":"value from input","otherField":"other"},\
            "unrelatedData":{"someOtherField":1234}}\
            """;
    static final String TASK =
            """
            {"QueryLanguage": "JSONata", "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
             "Arguments": {"FunctionName": "foo", "Payload": "bar"}%s, "End": true}
            """;
    static final String MAP =
            """
            {"Type": "Map", "QueryLanguage": "JSONata", "Items": "{%% $states.input.Values %%}",
             "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
               "StartAt": "TestState", "States": {"TestState": {"Type": "Pass", "End": true}}}%s,
             "End": true}
            """;
    static final String PARALLEL =
            """
            {"Type": "Parallel", "QueryLanguage": "JSONata", "End": true,
             "Arguments": "{% $states.input.p %}",
             "Output": {"in": "{% $states.input.p %}", "r": "{% $states.result %}"},
             "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}},
               {"StartAt": "B", "States": {"B": {"Type": "Pass", "End": true}}}]}
            """;

    static StepFunctionsLocal local;
    static SfnClient sfn;

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

    static TestStateResponse test(Consumer<TestStateRequest.Builder> request) {
        return sfn.testState(r -> request.accept(r.roleArn(ROLE)));
    }

    static TestStateResponse debug(
            String definition, String input, Consumer<TestStateRequest.Builder> more) {
        return test(
                r ->
                        more.accept(
                                r.definition(definition)
                                        .input(input)
                                        .inspectionLevel(InspectionLevel.DEBUG)));
    }

    static TestStateRequest.Builder failing(TestStateRequest.Builder request) {
        return request.mock(m -> m.errorOutput(e -> e.error("MockException").cause("why")));
    }

    static void assertRefused(String code, String message, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        SfnException.class,
                        e -> {
                            assertThat(e.awsErrorDetails().errorMessage()).contains(message);
                            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                        });
    }
}
