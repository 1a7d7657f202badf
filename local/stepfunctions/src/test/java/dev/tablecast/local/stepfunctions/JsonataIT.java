package dev.tablecast.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;

/** JSONata states through AWS's own SDK, with mocks. */
class JsonataIT {
    private static final String ORDERS =
            """
            {"QueryLanguage": "JSONata", "StartAt": "Pay", "States": {
              "Pay": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                "Arguments": {"FunctionName": "pay",
                  "Payload": {"total": "{% $sum($states.input.items.price) %}"}},
                "Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 1}],
                "Assign": {"paid": "{% $states.result.Payload.paid %}"},
                "Output": "{% $states.input.items %}", "Next": "Approve"},
              "Approve": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                "Arguments": {"MessageBody": {"token": "{% $states.context.Task.Token %}"}},
                "HeartbeatSeconds": "{% $count($states.input) * 60 %}",
                "Output": "{% $states.input %}", "Next": "Each"},
              "Each": {"Type": "Map", "Items": "{% $states.input %}", "MaxConcurrency": 1,
                "ItemProcessor": {"StartAt": "Ship", "States": {
                  "Ship": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
                    "Arguments": {"MessageBody": "{% $states.input %}"},
                    "Output": "{% $states.result.MessageId & ':' & $string($paid) %}",
                    "End": true}}},
                "End": true}}}
            """;
    private static final String MOCKS =
            """
            {"StateMachines": {"orders": {"TestCases": {
               "Shipped": {"Pay": "BusyThenPaid", "Approve": "Approved", "Ship": "Shipped"},
               "Unpaid": {"Pay": "Nothing"}}}},
             "MockedResponses": {
               "BusyThenPaid": {"0": {"Throw": {"Error": "Busy", "Cause": ""}},
                 "1": {"Return": {"StatusCode": 200, "Payload": {"paid": true}}}},
               "Nothing": {"0": {"Return": {"StatusCode": 200, "Payload": {}}}},
               "Approved": {"0": {"Return": {"approved": true}}},
               "Shipped": {"0": {"Return": {"MessageId": "a"}}, "1": {"Return": {"MessageId": "b"}}}}}
            """;

    @TempDir private static Path folder;
    private static StepFunctionsLocal local;
    private static SfnClient sfn;
    private static String machine;

    @BeforeAll
    static void start() throws Exception {
        local =
                StepFunctionsLocal.builder()
                        .port(0)
                        .waitScale(0)
                        .mockConfiguration(
                                Files.writeString(folder.resolve("MockConfigFile.json"), MOCKS))
                        .start();
        sfn = SfnClients.of(local);
        machine =
                sfn.createStateMachine(
                                r ->
                                        r.name("orders")
                                                .roleArn("arn:aws:iam::000000000000:role/test")
                                                .definition(ORDERS))
                        .stateMachineArn();
    }

    @AfterAll
    static void stop() {
        sfn.close();
        local.close();
    }

    @Test
    void statesOfAnyKindAreMocked() {
        var execution = run("Shipped");

        assertThat(execution.output()).as(execution.cause()).isEqualTo("[\"a:true\",\"b:true\"]");
        assertThat(sfn.getExecutionHistory(r -> r.executionArn(execution.executionArn())).events())
                .filteredOn(e -> e.type() == HistoryEventType.TASK_SCHEDULED)
                .first()
                .satisfies(
                        e ->
                                assertThat(e.taskScheduledEventDetails().parameters())
                                        .isEqualTo(
                                                "{\"FunctionName\":\"pay\",\"Payload\":{\"total\":30}}"));
    }

    @Test
    void aFailedExpressionIsInTheHistoryWithItsPlace() {
        var execution = run("Unpaid");

        assertThat(execution.error()).isEqualTo("States.QueryEvaluationError");
        assertThat(sfn.getExecutionHistory(r -> r.executionArn(execution.executionArn())).events())
                .filteredOn(e -> e.type() == HistoryEventType.EVALUATION_FAILED)
                .singleElement()
                .satisfies(
                        e -> {
                            var details = e.evaluationFailedEventDetails();
                            assertThat(details.error()).isEqualTo("States.QueryEvaluationError");
                            assertThat(details.location()).isEqualTo("Assign/paid");
                            assertThat(details.state()).isEqualTo("Pay");
                            assertThat(details.cause()).isEqualTo(execution.cause());
                        });
    }

    @Test
    void whatAwsRefusesIsRefusedWithItsCode() {
        var wrong =
                """
                {"QueryLanguage": "JSONata", "StartAt": "E", "States": {"E": {
                  "Type": "Pass", "End": true, "ResultPath": "$.x",
                  "Output": {"v": "{% phone %}", "w": ["{% 1 + %}"],
                    "e": "{% $states.errorOutput %}"}}}}
                """;

        assertThat(sfn.validateStateMachineDefinition(r -> r.definition(wrong)).diagnostics())
                .extracting(d -> d.code() + ": " + d.message() + " at " + d.location())
                .containsExactlyInAnyOrder(
                        "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field"
                                + " 'ResultPath' is only supported for the 'JSONPath' QueryLanguage"
                                + " at /States/E/ResultPath",
                        "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is"
                                + " not supported. at /States/E/Output/v",
                        "INVALID_JSONATA_EXPRESSION: Unexpected end of expression at"
                                + " /States/E/Output/w[0]",
                        "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.errorOutput' does not"
                                + " exist. at /States/E/Output/e");
        assertThatThrownBy(
                        () ->
                                sfn.createStateMachine(
                                        r -> r.name("wrong").roleArn("r").definition(wrong)))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("UNSUPPORTED_JSONATA_EXPRESSION");
    }

    private static DescribeExecutionResponse run(String testCase) {
        var arn =
                sfn.startExecution(
                                r ->
                                        r.stateMachineArn(machine + "#" + testCase)
                                                .input(
                                                        "{\"items\": [{\"price\": 10}, {\"price\":"
                                                                + " 20}]}"))
                        .executionArn();
        return Awaitility.await()
                .until(
                        () -> sfn.describeExecution(r -> r.executionArn(arn)),
                        execution -> execution.status() != ExecutionStatus.RUNNING);
    }
}
