package dev.tablecast.local.stepfunctions.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The features of the annotation. Another endpoint has neither these mocks nor this JVM. */
@DisabledIfSystemProperty(named = "sfn.endpoint", matches = ".+")
@StepFunctionsTest(
        definition = "src/test/resources/junit/orders.asl.json",
        substitutions = "PayFunction=pay",
        mocks = "src/test/resources/junit/MockConfigFile.json")
class StepFunctionsTestIT {
    @Test
    void aTestCaseRunsWithItsAnswersAndItemByItem(StateMachineUnderTest orders) {
        var run = orders.run("BusyOnce", "{\"items\": [1, 2]}");

        assertThat(run.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(run.output()).isEqualTo("[\"first\",\"second\"]");
        assertThat(run.error()).isNull();
        assertThat(run.statesEntered()).containsExactly("Pay", "Ship", "Pack", "Pack");
    }

    @Test
    void aFailureHasItsErrorAndCause(StateMachineUnderTest orders) {
        var run = orders.run("Bankrupt", "{}");

        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.error()).isEqualTo("Bankrupt");
        assertThat(run.cause()).isEqualTo("There is nothing left");
        assertThat(run.output()).isNull();
        assertThat(run.history()).hasSize(6);
    }

    @Test
    void theStateMachineIsNamedAfterItsFile(StateMachineUnderTest orders, SfnClient client) {
        assertThat(orders.arn()).endsWith(":stateMachine:orders");
        assertThat(client.describeStateMachine(r -> r.stateMachineArn(orders.arn())).definition())
                .isEqualTo(orders.definition())
                .contains("\"FunctionName\":\"pay\"", "\"MaxConcurrency\":1")
                .doesNotContain("QueryLanguage");
    }

    @Nested
    class InANestedClass {
        @Test
        void everythingIsTheSame(StepFunctionsLocal local, StateMachineUnderTest orders) {
            var run = orders.run("Bankrupt", "{}");

            assertThat(local.executions())
                    .anyMatch(execution -> execution.arn().equals(run.executionArn()));
        }
    }
}
