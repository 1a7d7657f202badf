package dev.tablecast.local.stepfunctions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import dev.tablecast.local.stepfunctions.api.ApiCallListener.Call;
import dev.tablecast.local.stepfunctions.integration.LambdaFunctions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineType;

/**
 * The listener receives the caller of each API call, and calls of Tasks carry the access key id of
 * their role.
 */
class ApiCallListenerIT {
    private static final String INVOKE =
            """
            {"StartAt": "S", "States": {"S": {"Type": "Task", "End": true,
              "Resource": "arn:aws:states:::lambda:invoke",
              "Parameters": {"FunctionName": "arn:function"}}}}
            """;

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final InvokedAs invoked = new InvokedAs(new CopyOnWriteArrayList<>());
    private StepFunctionsLocal local;
    private SfnClient sfn;

    private record InvokedAs(List<String> by) implements LambdaFunctions {
        @Override
        public Invocation invoke(String functionName, byte[] payload) {
            return invokeAs("nobody", functionName, payload);
        }

        @Override
        public Invocation invokeAs(String roleArn, String functionName, byte[] payload) {
            by.add(roleArn + " " + functionName);
            return new Invocation.Ran("{}".getBytes(StandardCharsets.UTF_8), null);
        }
    }

    @BeforeEach
    void start() {
        local =
                StepFunctionsLocal.builder()
                        .port(0)
                        .apiCalls(calls::add)
                        .lambdaFunctions(invoked)
                        .start();
        sfn =
                SfnClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("KEYOFCALLER", "b")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .overrideConfiguration(
                                sdk ->
                                        sdk.putAdvancedOption(
                                                SdkAdvancedClientOption
                                                        .DISABLE_HOST_PREFIX_INJECTION,
                                                true))
                        .build();
    }

    @AfterEach
    void stop() {
        sfn.close();
        local.close();
    }

    @Test
    void aCallIsToldWithItsSignersKeyAndTheStateMachineThatItNames() {
        String arn = create();
        sfn.startSyncExecution(request -> request.stateMachineArn(arn));

        assertThat(calls)
                .containsExactly(
                        new Call("KEYOFCALLER", "CreateStateMachine", ""),
                        new Call("KEYOFCALLER", "StartSyncExecution", arn));
    }

    @Test
    void aCallThatIsRefusedIsToldAsWell() {
        String arn = "arn:aws:states:us-east-1:000000000000:stateMachine:none";

        assertThatThrownBy(() -> sfn.startSyncExecution(request -> request.stateMachineArn(arn)))
                .isInstanceOf(SfnException.class);
        assertThat(calls).containsExactly(new Call("KEYOFCALLER", "StartSyncExecution", arn));
    }

    @Test
    void aTaskCallsInTheNameOfTheStateMachinesRole() {
        String arn = create();
        sfn.startSyncExecution(request -> request.stateMachineArn(arn));

        assertThat(invoked.by())
                .containsExactly("arn:aws:iam::000000000000:role/broadcast arn:function");
    }

    private String create() {
        return sfn.createStateMachine(
                        request ->
                                request.name("broadcast")
                                        .definition(INVOKE)
                                        .roleArn("arn:aws:iam::000000000000:role/broadcast")
                                        .type(StateMachineType.EXPRESS))
                .stateMachineArn();
    }
}
