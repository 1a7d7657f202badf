package dev.tablecast.local.cloud.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tablecast.local.cloud.calls.AwsCall;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.lambda.FunctionLog;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.lambda.InvocationFaults.FailsBefore;
import dev.tablecast.local.cloud.lambda.InvocationFaults.Fault;
import dev.tablecast.local.cloud.lambda.InvocationFaults.None;
import dev.tablecast.local.cloud.lambda.InvocationFaults.Throttled;
import dev.tablecast.local.cloud.provision.Arns;
import dev.tablecast.local.cloud.provision.FunctionResources;
import dev.tablecast.local.cloud.provision.Functions;
import dev.tablecast.local.cloud.provision.InvocableFunctions;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** Invocations with the AWS SDK's Lambda client, as functions make them. */
class LambdaApiIT {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:noting";
    private static final String ROLE = "arn:aws:iam::000000000000:role/noting";

    private static final List<AwsCall> CALLS = new CopyOnWriteArrayList<>();
    private static final List<String> INVOKED = new CopyOnWriteArrayList<>();
    private static final AtomicReference<Fault> FAULT = new AtomicReference<>(new None());
    private static LambdaApi api;
    private static LambdaClient client;

    /** A handler that records the invoked ARN and returns its event. */
    public static final class Noting implements RequestHandler<Object, Object> {
        public Noting(Map<String, String> environment) {}

        @Override
        public Object handleRequest(Object event, Context context) {
            INVOKED.add(context.getInvokedFunctionArn() + " " + context.getFunctionVersion());
            return event;
        }
    }

    @BeforeAll
    static void start() {
        var callers = new Callers(CALLS::add);
        InvocationFaults faults = (name, event) -> FAULT.get();
        var functions = new Functions(faults);
        var resources =
                new FunctionResources(
                        functions, Map.of("AWS_REGION", Arns.REGION), FunctionLog.SLF4J, callers);
        InvocableFunctions.provide(resources, "noting", Noting.class, ROLE, "live", "g-1");
        api = LambdaApi.start(Hosts.LOOPBACK, functions::find, callers, duration -> {});
        client = client(api.endpoint(), callers.accessKeyId(ROLE));
    }

    @BeforeEach
    void forget() {
        FAULT.set(new None());
        INVOKED.clear();
        CALLS.clear();
    }

    @AfterAll
    static void stop() {
        client.close();
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "noting, '', $LATEST",
        "function:noting, '', $LATEST",
        "000000000000:function:noting, '', $LATEST",
        ARN + ", '', $LATEST",
        "noting:live, :live, 1",
        ARN + ":live, :live, 1",
        "noting:g-1, :g-1, 1",
        "noting:1, :1, 1",
        "noting:$LATEST, :$LATEST, $LATEST"
    })
    void aFunctionAnswersToAnyOfItsNamesAndLearnsByWhichItWasInvoked(
            String name, String qualifier, String version) {
        var answer = invoke(name, InvocationType.REQUEST_RESPONSE, "{\"a\":\"ü\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.payload().asUtf8String()).isEqualTo("{\"a\":\"ü\"}");
        assertThat(answer.functionError()).isNull();
        assertThat(INVOKED).containsExactly(ARN + qualifier + " " + version);
    }

    @Test
    void theQualifierMayBeAParameter() {
        client.invoke(request -> request.functionName("noting").qualifier("g-1"));

        assertThat(INVOKED).containsExactly(ARN + ":g-1 1");
        assertThatThrownBy(() -> client.invoke(r -> r.functionName("noting:live").qualifier("g-1")))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("does not match the specified qualifier");
    }

    @Test
    void anAsynchronousInvocationIsAcceptedAndThenRun() {
        var answer = invoke(ARN + ":live", InvocationType.EVENT, "{}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.payload().asByteArray()).isEmpty();
        await().until(() -> INVOKED.equals(List.of(ARN + ":live 1")));
    }

    @Test
    void anAsynchronousInvocationOfAFunctionThatIsDownIsAcceptedAndRunOnceItIsUp() {
        FAULT.set(new Throttled());

        assertThat(invoke(ARN, InvocationType.EVENT, "{}").statusCode()).isEqualTo(202);
        FAULT.set(new None());
        await().until(() -> INVOKED.size() == 1);
    }

    @Test
    void aFunctionErrorIsAnAnswerThatSaysSo() {
        FAULT.set(new FailsBefore(InvocationFaults.crash()));
        var answer = invoke("noting", InvocationType.REQUEST_RESPONSE, "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(answer.payload().asUtf8String()).contains("Runtime.ExitError");
    }

    @Test
    void aThrottledInvocationIsRefused() {
        FAULT.set(new Throttled());

        assertRefused("noting", "{}", 429, "TooManyRequestsException", "Rate Exceeded.");
    }

    @Test
    void aDryRunInvokesNothing() {
        assertThat(invoke("noting", InvocationType.DRY_RUN, "{}").statusCode()).isEqualTo(204);
        assertThat(INVOKED).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "other, 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:other'",
        "noting:gone, 'Cannot find alias arn:"
                + " arn:aws:lambda:us-east-1:000000000000:function:noting:gone'",
        "arn:aws:lambda:eu-west-1:000000000000:function:noting,"
                + " 'Function not found: arn:aws:lambda:eu-west-1:000000000000:function:noting'"
    })
    void anUnknownFunctionOrAliasIsNotFound(String name, String message) {
        assertRefused(name, "{}", 404, "ResourceNotFoundException", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{} {}", "no json"})
    void anEventThatIsNoJsonIsRefused(String event) {
        assertRefused(
                "noting",
                event,
                400,
                "InvalidRequestContentException",
                "Could not parse request body into json: ");
        assertThat(INVOKED).isEmpty();
    }

    @Test
    void anAsynchronousEventHasAtMostOneMegabyte() {
        String event = "\"" + "x".repeat(1024 * 1024 - 2) + "\"";

        assertThat(invoke("noting", InvocationType.EVENT, event).statusCode()).isEqualTo(202);
        assertThatThrownBy(() -> invoke("noting", InvocationType.EVENT, event + " "))
                .isInstanceOfSatisfying(
                        LambdaException.class, e -> assertThat(e.statusCode()).isEqualTo(413));
        assertThat(invoke("noting", InvocationType.REQUEST_RESPONSE, event + " ").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aCallIsNotedInTheNameOfWhoSignedItWithTheAliasThatItNames() {
        invoke("noting:g-1", InvocationType.EVENT, "{}");

        assertThat(CALLS).containsExactly(new AwsCall(ROLE, "lambda:InvokeFunction", ARN + ":g-1"));
    }

    private static void assertRefused(
            String name, String event, int status, String type, String message) {
        assertThatThrownBy(() -> invoke(name, InvocationType.REQUEST_RESPONSE, event))
                .isInstanceOfSatisfying(
                        LambdaException.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(status);
                            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(type);
                            assertThat(e.awsErrorDetails().errorMessage()).startsWith(message);
                        });
    }

    private static InvokeResponse invoke(String name, InvocationType type, String event) {
        return client.invoke(
                request ->
                        request.functionName(name)
                                .invocationType(type)
                                .payload(SdkBytes.fromUtf8String(event)));
    }

    private static LambdaClient client(URI endpoint, String accessKeyId) {
        return LambdaClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(Arns.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(accessKeyId, "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(sdk -> sdk.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }
}
