package dev.tablecast.local.stepfunctions.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The calls of Lambda and DynamoDB: their requests, results and errors over HTTP, and the checks of
 * their parameters.
 */
@Timeout(30)
class BundledIntegrationsIT {
    private static final String SCAN = "arn:aws:states:::aws-sdk:dynamodb:scan";
    private static final String PUT = "arn:aws:states:::dynamodb:putItem";
    private static final String INVOKE = "arn:aws:states:::lambda:invoke";
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private HttpServer server;
    private BundledIntegrations integrations;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        integrations =
                BundledIntegrations.of(
                        endpoint,
                        endpoint,
                        "eu-west-1",
                        () -> NOW,
                        role -> role.equals("arn:role") ? "KEYOFROLE" : "nobody");
    }

    @AfterEach
    void stop() {
        integrations.close();
        server.stop(0);
    }

    @Test
    void dynamoDbIsCalledInItsOwnProtocolAndItsAnswerPassedOn() throws Exception {
        serve(
                exchange -> {
                    var headers = exchange.getRequestHeaders();
                    assertThat(headers.getFirst("X-Amz-Target"))
                            .isEqualTo("DynamoDB_20120810.Scan");
                    assertThat(headers.getFirst("Authorization"))
                            .contains(
                                    "Credential=KEYOFROLE/20260131/eu-west-1/dynamodb/aws4_request");
                    var asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    answer(exchange, 200, "{\"Items\":[],\"Asked\":" + asked + "}");
                });
        assertThat(call(SCAN, "{\"TableName\":\"t\"}"))
                .isEqualTo(Json.parse("{\"Items\":[],\"Asked\":{\"TableName\":\"t\"}}"));
    }

    @Test
    void dynamoDbErrorsAreNamedAfterTheKindOfIntegration() {
        serve(
                exchange ->
                        answer(
                                exchange,
                                400,
                                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\",\"message\":\"no\"}"));
        var cause = "no (Service: DynamoDb, Status Code: 400)";
        assertThat(failure(PUT, "{}"))
                .isEqualTo(new Failure("DynamoDB.ConditionalCheckFailedException", cause));
        assertThat(failure(SCAN, "{}"))
                .isEqualTo(new Failure("DynamoDb.ConditionalCheckFailedException", cause));
    }

    @Test
    void whatCannotBeReachedIsAnSdkClientException() {
        server.stop(0);
        assertThat(failure(SCAN, "{}").error()).isEqualTo("DynamoDb.SdkClientException");
        assertThat(failure(INVOKE, "{\"FunctionName\":\"f\"}").error())
                .isEqualTo("Lambda.SdkClientException");
    }

    @Test
    void aFunctionsResultIsParsed() throws Exception {
        serve(
                exchange -> {
                    assertThat(exchange.getRequestURI().getRawPath())
                            .isEqualTo("/2015-03-31/functions/f%3Alive/invocations");
                    answer(
                            exchange,
                            200,
                            new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                });
        var parameters = "{\"FunctionName\":\"f\",\"Qualifier\":\"live\",\"Payload\":{\"a\":1}}";
        var result = call(INVOKE, parameters);
        assertThat(result.get("Payload")).isEqualTo(Json.parse("{\"a\":1}"));
        assertThat(result.get("StatusCode").intValue()).isEqualTo(200);
        assertThat(result.get("ExecutedVersion").textValue()).isEqualTo("$LATEST");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    {'a':1}           | {'a':1}
                    '{\\'a\\': 1}'    | {'a': 1}
                    '[1, 2]'          | [1, 2]
                    '12.50'           | 12.50
                    'null'            | null
                    'true'            | true
                    'plain text'      | 'plain text'
                    '{not json'       | '{not json'
                    ''                | ''
                    null              | {}
                    """)
    void aPayloadThatIsTextOfJsonIsSentAsThatJson(String payload, String sent) throws Exception {
        var received = new AtomicReference<String>();
        serve(
                exchange -> {
                    received.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    answer(exchange, 200, "{}");
                });
        call(INVOKE, "{\"FunctionName\":\"f\",\"Payload\":%s}".formatted(json(payload)));
        assertThat(received).hasValue(json(sent));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void withoutAPayloadAFunctionGetsAnEmptyObject() throws Exception {
        serve(
                exchange ->
                        answer(
                                exchange,
                                200,
                                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        assertThat(call(INVOKE, "{\"FunctionName\":\"f\"}").get("Payload"))
                .isEqualTo(Json.object());
    }

    @Test
    void theOtherParametersOfInvokeAreHeaders() throws Exception {
        serve(
                exchange -> {
                    var headers = exchange.getRequestHeaders();
                    assertThat(headers.getFirst("X-Amz-Log-Type")).isEqualTo("Tail");
                    assertThat(headers.getFirst("X-Amz-Client-Context")).isEqualTo("e30=");
                    exchange.getResponseHeaders().add("X-Amz-Log-Result", "bG9n");
                    exchange.getResponseHeaders().add("X-Amz-Executed-Version", "7");
                    answer(exchange, 200, "1");
                });
        var result =
                call(
                        INVOKE,
                        "{\"FunctionName\":\"f\",\"LogType\":\"Tail\",\"ClientContext\":\"e30=\"}");
        assertThat(result.get("LogResult").textValue()).isEqualTo("bG9n");
        assertThat(result.get("ExecutedVersion").textValue()).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource({"Event, 202", "DryRun, 204"})
    void anEventAndADryRunHaveNoResult(String type, int status) throws Exception {
        serve(
                exchange -> {
                    assertThat(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"))
                            .isEqualTo(type);
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        var result =
                call(INVOKE, "{\"FunctionName\":\"f\",\"InvocationType\":\"%s\"}".formatted(type));
        assertThat(result.get("StatusCode").intValue()).isEqualTo(status);
        assertThat(result.get("Payload").textValue()).isEmpty();
    }

    @Test
    void anUnknownTypeOfInvocationIsRefused() {
        var parameters = "{\"FunctionName\":\"f\",\"InvocationType\":\"Later\"}";
        assertThat(integrations.problems(INVOKE, Json.parse(parameters)))
                .containsExactly(
                        "\"InvocationType\" must be one of RequestResponse, Event, DryRun, not"
                                + " \"Later\"");
        assertThat(failure(INVOKE, parameters).error()).isEqualTo("States.Runtime");
    }

    @Test
    void aResultThatIsTooLargeIsSoWhetherOrNotItIsJson() {
        serve(exchange -> answer(exchange, 200, "x".repeat(262_145)));
        for (var resource :
                List.of(INVOKE, "arn:aws:lambda:eu-west-1:000000000000:function:f", SCAN, PUT)) {
            assertThat(failure(resource, "{\"FunctionName\":\"f\"}").error())
                    .as(resource)
                    .isEqualTo("States.DataLimitExceeded");
        }
    }

    @Test
    void aSmallerResultThatIsNoJsonIsAnErrorOfItsService() {
        serve(exchange -> answer(exchange, 200, "x"));
        assertThat(failure(INVOKE, "{\"FunctionName\":\"f\"}").error()).isEqualTo("Lambda.Unknown");
        assertThat(failure(SCAN, "{}").error()).isEqualTo("DynamoDb.SdkClientException");
    }

    @Test
    void aPartitionMakesNoDifference() throws Exception {
        serve(exchange -> answer(exchange, 200, "1"));
        assertThat(
                        call("arn:aws-us-gov:states:::lambda:invoke", "{\"FunctionName\":\"f\"}")
                                .get("Payload")
                                .intValue())
                .isEqualTo(1);
        assertThat(call("arn:aws-cn:states:::aws-sdk:dynamodb:scan", "{}").intValue()).isEqualTo(1);
        assertThat(call("arn:aws-cn:states:::dynamodb:getItem", "{}").intValue()).isEqualTo(1);
    }

    @Test
    void aFunctionsErrorHasTheNameOfItsType() {
        var payload = "{\"errorType\":\"java.lang.IllegalStateException\",\"errorMessage\":\"so\"}";
        serve(
                exchange -> {
                    exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
                    answer(exchange, 200, payload);
                });
        assertThat(failure(INVOKE, "{\"FunctionName\":\"f\"}"))
                .isEqualTo(new Failure("java.lang.IllegalStateException", payload));
    }

    @Test
    void aFunctionsErrorWithoutATypeIsUnknown() {
        serve(
                exchange -> {
                    exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
                    answer(exchange, 200, "{}");
                });
        assertThat(failure(INVOKE, "{\"FunctionName\":\"f\"}").error()).isEqualTo("Lambda.Unknown");
    }

    @Test
    void lambdasOwnErrorsAreNamedByTheirHeaderOrStatus() {
        serve(
                exchange -> {
                    if (exchange.getRequestURI().getPath().contains("gone")) {
                        exchange.getResponseHeaders()
                                .add("X-Amzn-ErrorType", "ResourceNotFoundException:http://x");
                        answer(exchange, 404, "{\"Message\":\"gone\"}");
                    } else {
                        answer(exchange, 429, "{}");
                    }
                });
        assertThat(failure(INVOKE, "{\"FunctionName\":\"gone\"}"))
                .isEqualTo(
                        new Failure(
                                "Lambda.ResourceNotFoundException",
                                "gone (Service: Lambda, Status Code: 404)"));
        assertThat(failure(INVOKE, "{\"FunctionName\":\"busy\"}").error())
                .isEqualTo("Lambda.TooManyRequestsException");
    }

    @Test
    void whatCannotBeCalledIsRefusedByName() {
        var none = Json.object();
        assertThat(integrations.problems("arn:aws:states:::sns:publish", none))
                .singleElement()
                .asString()
                .contains("sns:publish", "must be mocked", "Lambda functions");
        assertThat(integrations.problems("arn:aws:states:::dynamodb:scan", none))
                .singleElement()
                .asString()
                .contains("dynamodb:scan", "getItem");
        assertThat(integrations.problems(INVOKE, none))
                .containsExactly("\"FunctionName\" is missing from the Parameters of " + INVOKE);
        assertThat(
                        integrations.problems(
                                INVOKE, Json.parse("{\"FunctionName.$\":\"$.f\",\"Foo\":1}")))
                .containsExactly(
                        "\"Foo\" is not a parameter of "
                                + INVOKE
                                + "; there are: ClientContext, FunctionName, InvocationType,"
                                + " LogType, Payload, Qualifier");
        assertThat(integrations.problems(SCAN, none)).isEmpty();
        assertThat(
                        integrations.problems(
                                "arn:aws:lambda:eu-west-1:000000000000:function:f:live", none))
                .isEmpty();
    }

    private void serve(HttpHandler handler) {
        server.createContext("/", handler);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private JsonNode call(String resource, String parameters) throws InterruptedException {
        return integrations.call(
                new TaskCall(
                        TaskResource.parse(resource),
                        Json.parse(parameters),
                        "e",
                        "arn:role",
                        "s",
                        0,
                        null));
    }

    private Failure failure(String resource, String parameters) {
        return Objects.requireNonNull(
                        catchThrowableOfType(
                                FailureException.class, () -> call(resource, parameters)))
                .failure();
    }
}
