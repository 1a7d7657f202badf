package dev.tablecast.local.stepfunctions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults.Call;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults.ErrorAfterwards;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults.Fails;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults.Fault;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults.None;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults.Refused;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults.ResetAfterwards;
import dev.tablecast.local.stepfunctions.registry.Execution;
import dev.tablecast.local.stepfunctions.registry.ExecutionStatus;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

class ExecutionFaultsIT {
    private static final String PASS =
            "{\"StartAt\":\"S\",\"States\":{\"S\":{\"Type\":\"Pass\",\"End\":true}}}";

    private final AtomicReference<Fault> fault = new AtomicReference<>(new None());
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private StepFunctionsLocal local;
    private SfnClient sfn;
    private String arn = "";

    @BeforeEach
    void start() {
        local =
                StepFunctionsLocal.builder()
                        .port(0)
                        .executionFaults(
                                call -> {
                                    calls.add(call);
                                    return fault.get();
                                })
                        .start();
        sfn =
                SfnClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("a", "b")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .overrideConfiguration(
                                sdk ->
                                        sdk.retryStrategy(DefaultRetryStrategy.doNotRetry())
                                                .putAdvancedOption(
                                                        SdkAdvancedClientOption
                                                                .DISABLE_HOST_PREFIX_INJECTION,
                                                        true))
                        .build();
        arn = create("broadcast", StateMachineType.EXPRESS);
    }

    @AfterEach
    void stop() {
        sfn.close();
        local.close();
    }

    @Test
    void everySyncExecutionIsAskedAboutAndNothingElseIs() {
        assertThat(run("[1]").output()).isEqualTo("[1]");
        assertThat(sfn.startSyncExecution(r -> r.stateMachineArn(arn)).output()).isEqualTo("{}");
        String standard = create("standard", StateMachineType.STANDARD);
        sfn.startExecution(r -> r.stateMachineArn(standard));
        assertThatThrownBy(() -> sfn.startSyncExecution(r -> r.stateMachineArn(arn + "x")))
                .isInstanceOf(StateMachineDoesNotExistException.class);

        assertThat(calls)
                .containsExactly(new Call("broadcast", "[1]"), new Call("broadcast", "{}"));
    }

    @Test
    void whatIsRefusedDoesNotRun() {
        fault.set(new Refused("ThrottlingException", 400));

        assertThatThrownBy(() -> run("[1]"))
                .isInstanceOfSatisfying(
                        SfnException.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(400);
                            assertThat(e.awsErrorDetails().errorCode())
                                    .isEqualTo("ThrottlingException");
                            assertThat(e.isThrottlingException()).isTrue();
                        });
        assertThat(local.executions()).isEmpty();
    }

    @Test
    void anExecutionThatFailsIsAnAnswerLikeThatOfAnyOther() {
        fault.set(new Fails("States.Runtime", "so"));
        var answer = run("[1]");

        assertThat(answer.status()).isEqualTo(SyncExecutionStatus.FAILED);
        assertThat(answer.error()).isEqualTo("States.Runtime");
        assertThat(answer.cause()).isEqualTo("so");
        assertThat(answer.input()).isEqualTo("[1]");
        assertThat(answer.output()).isNull();
        assertThat(answer.stateMachineArn()).isEqualTo(arn);
        assertThat(answer.stopDate()).isNotNull();
        assertThat(answer.billingDetails().billedMemoryUsedInMB()).isEqualTo(64);
        assertThat(local.history(answer.executionArn()).orElseThrow()).hasSize(3);
        assertThat(sfn.describeStateMachine(r -> r.stateMachineArn(arn)).definition())
                .isEqualTo(PASS);
    }

    @Test
    void anErrorAfterwardsHidesAnExecutionThatRan() {
        fault.set(new ErrorAfterwards(503));

        assertThatThrownBy(() -> run("[1]"))
                .isInstanceOfSatisfying(
                        SfnException.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(503);
                            assertThat(e.awsErrorDetails().errorCode())
                                    .isEqualTo("InternalServerError");
                        });
        assertRan("[1]");
    }

    @Test
    void aResetAfterwardsHidesAnExecutionThatRan() {
        fault.set(new ResetAfterwards());

        assertThatThrownBy(() -> run("[1]"))
                .hasRootCauseInstanceOf(SocketException.class)
                .hasStackTraceContaining("Connection reset");
        assertRan("[1]");
        fault.set(new None());
        assertThat(run("[2]").output()).isEqualTo("[2]");
    }

    private void assertRan(String output) {
        assertThat(local.executions())
                .singleElement()
                .returns(ExecutionStatus.SUCCEEDED, Execution::status)
                .returns(output, Execution::output);
    }

    private StartSyncExecutionResponse run(String input) {
        return sfn.startSyncExecution(r -> r.stateMachineArn(arn).input(input));
    }

    private String create(String name, StateMachineType type) {
        return sfn.createStateMachine(
                        r ->
                                r.name(name)
                                        .type(type)
                                        .definition(PASS)
                                        .roleArn("arn:aws:iam::000000000000:role/test"))
                .stateMachineArn();
    }
}
