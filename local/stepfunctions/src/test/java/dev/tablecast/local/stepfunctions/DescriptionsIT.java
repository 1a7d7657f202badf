package dev.tablecast.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.LogLevel;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;

/** The descriptions of state machines and executions, field by field. */
@Timeout(60)
class DescriptionsIT {
    private static final String PASS = "{\"Type\": \"Pass\", \"End\": true}";
    private static final String FAIL = "{\"Type\": \"Fail\", \"Error\": \"E\"}";
    private static final String WAIT = "{\"Type\": \"Wait\", \"Seconds\": 100, \"End\": true}";

    private static StepFunctionsLocal local;
    private static SfnClient sfn;

    @BeforeAll
    static void start() {
        local = StepFunctionsLocal.builder().port(0).region("us-gov-west-1").start();
        sfn = SfnClients.of(local);
    }

    @AfterAll
    static void stop() {
        sfn.close();
        local.close();
    }

    @Test
    void whetherAnExecutionCanBeRedrivenIsSaidWithItsReason() {
        var succeeded = ended(execution("Passes", PASS));
        assertThat(succeeded.redriveCount()).isZero();
        assertThat(succeeded.redriveStatus()).isEqualTo(ExecutionRedriveStatus.NOT_REDRIVABLE);
        assertThat(succeeded.redriveStatusReason())
                .isEqualTo("Execution is SUCCEEDED and cannot be redriven");

        var failed = ended(execution("Fails", FAIL));
        assertThat(failed.redriveStatus()).isEqualTo(ExecutionRedriveStatus.REDRIVABLE);
        assertThat(failed.redriveStatusReason()).isNull();

        var running = execution("Waits", WAIT);
        assertThat(sfn.describeExecution(r -> r.executionArn(running)).redriveStatusReason())
                .isEqualTo("Execution is RUNNING and cannot be redriven");
        assertThat(
                        sfn.listExecutions(r -> r.stateMachineArn(succeeded.stateMachineArn()))
                                .executions()
                                .getFirst()
                                .redriveCount())
                .isZero();
    }

    @Test
    void anExecutionThatTimedOutHasNoErrorButItsAnswerDoes() {
        var definition = "{\"TimeoutSeconds\": 1, \"StartAt\": \"S\", \"States\": {\"S\": %s}}";
        var arn = create("TimesOut", StateMachineType.STANDARD, definition.formatted(WAIT));
        var execution = sfn.startExecution(r -> r.stateMachineArn(arn)).executionArn();

        var ended = ended(execution);

        assertThat(ended.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(ended.error()).isNull();
        assertThat(ended.cause()).isNull();
        assertThat(ended.redriveStatus()).isEqualTo(ExecutionRedriveStatus.REDRIVABLE);

        var express = create("TimesOutToo", StateMachineType.EXPRESS, definition.formatted(WAIT));
        var answer = sfn.startSyncExecution(r -> r.stateMachineArn(express));
        assertThat(answer.status()).isEqualTo(SyncExecutionStatus.TIMED_OUT);
        assertThat(answer.error()).isEqualTo("States.Timeout");
    }

    @Test
    void aLoggingConfigurationSaysWhetherItIncludesExecutionData() {
        var arn = create("Plain", StateMachineType.STANDARD, machine(PASS));
        var plain = sfn.describeStateMachine(r -> r.stateMachineArn(arn));
        assertThat(plain.loggingConfiguration().level()).isEqualTo(LogLevel.OFF);
        assertThat(plain.loggingConfiguration().includeExecutionData()).isFalse();
        assertThat(plain.revisionId()).isNull();

        sfn.updateStateMachine(
                r -> r.stateMachineArn(arn).loggingConfiguration(l -> l.level(LogLevel.ALL)));
        var updated = sfn.describeStateMachine(r -> r.stateMachineArn(arn));
        assertThat(updated.loggingConfiguration().level()).isEqualTo(LogLevel.ALL);
        assertThat(updated.loggingConfiguration().includeExecutionData()).isFalse();
        assertThat(updated.revisionId()).isNotNull();

        sfn.updateStateMachine(
                r ->
                        r.stateMachineArn(arn)
                                .loggingConfiguration(l -> l.includeExecutionData(true)));
        assertThat(
                        sfn.describeStateMachine(r -> r.stateMachineArn(arn))
                                .loggingConfiguration()
                                .includeExecutionData())
                .isTrue();
    }

    @Test
    void theStateMachineOfAnExecutionIsDescribed() {
        var execution = execution("Described", PASS);

        var machine = sfn.describeStateMachineForExecution(r -> r.executionArn(execution));

        assertThat(machine.name()).isEqualTo("Described");
        assertThat(machine.definition()).isEqualTo(machine(PASS));
        assertThat(machine.updateDate()).isNotNull();
    }

    @Test
    void theRegionsPartitionIsInEveryArn() {
        assertThat(execution("Arns", PASS))
                .startsWith("arn:aws-us-gov:states:us-gov-west-1:000000000000:execution:Arns:");
        assertThat(sfn.createActivity(r -> r.name("a")).activityArn())
                .isEqualTo("arn:aws-us-gov:states:us-gov-west-1:000000000000:activity:a");
    }

    @Test
    void aTokenThatIsTooLongIsInvalidAndOneThatIsUnknownIsSo() {
        var arn = create("Tokens", StateMachineType.STANDARD, machine(PASS));
        var execution = sfn.startExecution(r -> r.stateMachineArn(arn)).executionArn();
        var shortToken = "x".repeat(1024);
        var longToken = "x".repeat(3096);

        assertRefused("InvalidToken", s -> s.listStateMachines(r -> r.nextToken(shortToken)));
        assertTooLong(1024, s -> s.listStateMachines(r -> r.nextToken(shortToken + "x")));
        assertTooLong(1024, s -> s.listActivities(r -> r.nextToken(shortToken + "x")));
        assertRefused(
                "InvalidToken",
                s -> s.listExecutions(r -> r.stateMachineArn(arn).nextToken(longToken)));
        assertTooLong(
                3096,
                s -> s.listExecutions(r -> r.stateMachineArn(arn).nextToken(longToken + "x")));
        assertTooLong(
                3096,
                s ->
                        s.getExecutionHistory(
                                r -> r.executionArn(execution).nextToken(longToken + "x")));
        assertTooLong(256, s -> s.describeExecution(r -> r.executionArn("x".repeat(257))));
        assertTooLong(
                256, s -> s.stopExecution(r -> r.executionArn(execution).error("x".repeat(257))));
        assertTooLong(2048, s -> s.sendTaskHeartbeat(r -> r.taskToken("x".repeat(2049))));
    }

    @Test
    void aPageThatIsTooLongSaysTheMost() {
        assertThatThrownBy(() -> sfn.listStateMachines(r -> r.maxResults(1001)))
                .hasMessageContaining(
                        "Value '1001' at 'maxResults' failed to satisfy constraint: Member must"
                                + " have value less than or equal to 1000");
    }

    @ParameterizedTest
    @CsvSource({"STANDARD, OK", "EXPRESS, FAIL"})
    void aDefinitionIsValidatedForItsType(String type, String result) {
        var job =
                "{\"Type\": \"Task\", \"Resource\":"
                        + " \"arn:aws:states:::sqs:sendMessage.waitForTaskToken\", \"End\": true}";
        assertThat(
                        sfn.validateStateMachineDefinition(
                                        r -> r.type(type).definition(machine(job)))
                                .result())
                .isEqualTo(ValidateStateMachineDefinitionResultCode.fromValue(result));
    }

    private static void assertTooLong(int longest, Consumer<SfnClient> call) {
        assertThatThrownBy(() -> call.accept(sfn))
                .isInstanceOf(SfnException.class)
                .hasMessageContaining(
                        "failed to satisfy constraint: Member must have length less than or equal"
                                + " to "
                                + longest);
        assertRefused("ValidationException", call);
    }

    private static void assertRefused(String code, Consumer<SfnClient> call) {
        assertThatThrownBy(() -> call.accept(sfn))
                .isInstanceOfSatisfying(
                        SfnException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private static String execution(String name, String state) {
        var arn = create(name, StateMachineType.STANDARD, machine(state));
        return sfn.startExecution(r -> r.stateMachineArn(arn)).executionArn();
    }

    private static String create(String name, StateMachineType type, String definition) {
        return sfn.createStateMachine(
                        r ->
                                r.name(name)
                                        .type(type)
                                        .roleArn("arn:aws-us-gov:iam::000000000000:role/test")
                                        .definition(definition))
                .stateMachineArn();
    }

    private static String machine(String state) {
        return "{\"StartAt\": \"S\", \"States\": {\"S\": %s}}".formatted(state);
    }

    private static DescribeExecutionResponse ended(String execution) {
        return Awaitility.await()
                .until(
                        () -> sfn.describeExecution(r -> r.executionArn(execution)),
                        found -> found.status() != ExecutionStatus.RUNNING);
    }
}
