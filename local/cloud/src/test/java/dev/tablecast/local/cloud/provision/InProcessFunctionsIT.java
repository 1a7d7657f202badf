package dev.tablecast.local.cloud.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.cloud.calls.AwsCalls;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.lambda.InvocationFaults.FailsAfter;
import dev.tablecast.local.cloud.lambda.InvocationFaults.FailsBefore;
import dev.tablecast.local.cloud.lambda.InvocationFaults.Fault;
import dev.tablecast.local.cloud.lambda.InvocationFaults.None;
import dev.tablecast.local.cloud.lambda.InvocationFaults.Throttled;
import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/** Calls of functions by a state machine, with and without faults. */
class InProcessFunctionsIT {
    private static final AtomicReference<Fault> FAULT = new AtomicReference<>(new None());
    private static StepFunctionsLocal stepFunctions;
    private static SfnClient client;
    private static String machine = "";

    @BeforeAll
    static void start() {
        var functions = new Functions((name, e) -> FAULT.get());
        ProviderFixture.resources(functions)
                .provision(
                        new Resource(
                                ProviderFixture.FUNCTION,
                                "echo",
                                Map.of("handler", EchoHandler.HANDLER)));
        stepFunctions =
                StepFunctionsLocal.builder()
                        .port(0)
                        .lambdaFunctions(
                                new InProcessFunctions(functions, new Callers(AwsCalls.NONE)))
                        .start();
        client = client(stepFunctions.endpoint());
        machine =
                client.createStateMachine(
                                request ->
                                        request.name("echo")
                                                .type("EXPRESS")
                                                .roleArn(Arns.role("echo"))
                                                .definition(
                                                        """
                                                        {"StartAt":"Echo","States":{"Echo":{"Type":"Task","End":true,
                                                         "Resource":"arn:aws:states:::lambda:invoke",
                                                         "Parameters":{"FunctionName":"echo"}}}}
                                                        """))
                        .stateMachineArn();
    }

    @AfterAll
    static void stop() {
        client.close();
        stepFunctions.close();
    }

    @Test
    void withoutAFaultTheFunctionAnswers() {
        assertThat(runUnder(new None()).output()).contains(Arns.REGION);
    }

    @Test
    void aThrottledFunctionIsLambdasTooManyRequestsException() {
        assertThat(runUnder(new Throttled()).error()).isEqualTo("Lambda.TooManyRequestsException");
    }

    @Test
    void aCrashIsTheRuntimesExitErrorBeforeTheWorkAndAfter() {
        assertThat(runUnder(new FailsBefore(InvocationFaults.crash())).error())
                .isEqualTo("Runtime.ExitError");
        assertThat(runUnder(new FailsAfter(InvocationFaults.crash())).error())
                .isEqualTo("Runtime.ExitError");
    }

    @Test
    void aTimeoutIsTheSandboxesBeforeTheWorkAndAfter() {
        assertThat(runUnder(new FailsBefore(InvocationFaults.timeout())).error())
                .isEqualTo("Sandbox.Timedout");
        assertThat(runUnder(new FailsAfter(InvocationFaults.timeout())).error())
                .isEqualTo("Sandbox.Timedout");
    }

    private static StartSyncExecutionResponse runUnder(Fault fault) {
        FAULT.set(fault);
        var answer = client.startSyncExecution(request -> request.stateMachineArn(machine));
        assertThat(answer.status())
                .isEqualTo(
                        fault instanceof None
                                ? SyncExecutionStatus.SUCCEEDED
                                : SyncExecutionStatus.FAILED);
        return answer;
    }

    private static SfnClient client(URI endpoint) {
        return SfnClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(Arns.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(
                        sdk ->
                                sdk.putAdvancedOption(
                                        SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION,
                                        true))
                .build();
    }
}
