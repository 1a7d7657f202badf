package dev.tablecast.local.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.local.cloud.lambda.LambdaFunction.FunctionError;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Payload;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandlerFunctionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:sample";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Test
    void anEventIsDecodedAndAnAnswerEncodedAsTheRuntimeDoes() {
        HandlerFunction function =
                HandlerFunction.load(
                        ARN,
                        Samples.handler(Samples.Greeter.class),
                        Map.of("WORD", "Grüezi"),
                        TIMEOUT,
                        FunctionLog.SLF4J);

        assertThat(answer(function.invoke(bytes("{\"name\":\"Ada\",\"more\":[1]}"))))
                .isEqualTo("{\"text\":\"Grüezi Ada\",\"count\":2}");
        assertThat(function.arn()).isEqualTo(ARN);
    }

    @Test
    void anEventOfAwsIsDecodedWithAwssOwnSerializer() {
        assertThat(
                        answer(
                                invoke(
                                        Samples.Connection.class,
                                        "{\"requestContext\":{\"connectionId\":\"abc=\",\"eventType\":\"CONNECT\"},\"isBase64Encoded\":false}")))
                .isEqualTo("\"abc=\"");
    }

    @Test
    void anAnswerOfNothingIsNull() {
        assertThat(answer(invoke(Samples.Nothing.class, "{}"))).isEqualTo("null");
    }

    @Test
    void theContextKnowsItsFunctionAndHowMuchTimeIsLeft() {
        JsonNode context = tree(payload(invoke(Samples.Contextual.class, "{}")));

        assertThat(context.get("name").textValue()).isEqualTo("sample");
        assertThat(context.get("arn").textValue()).isEqualTo(ARN);
        assertThat(context.get("version").textValue()).isEqualTo("$LATEST");
        assertThat(context.get("logGroup").textValue()).isEqualTo("/aws/lambda/sample");
        assertThat(context.get("remaining").intValue()).isBetween(1, 30_000);
        assertThat(context.get("memory").intValue()).isPositive();
    }

    @Test
    void theContextKnowsTheAliasThatWasInvoked() {
        var function = load(Samples.Contextual.class, TIMEOUT);
        var live = function.invokedAs(new InvokedArn(ARN + ":live", "1"));
        var other = function.invokedAs(new InvokedArn(ARN + ":g-1", "1"));
        JsonNode context = tree(payload(live.invoke(bytes("{}"))));

        assertThat(context.get("arn").textValue()).isEqualTo(ARN + ":live");
        assertThat(context.get("name").textValue()).isEqualTo("sample");
        assertThat(context.get("version").textValue()).isEqualTo("1");
        assertThat(context.get("logGroup").textValue()).isEqualTo("/aws/lambda/sample");
        assertThat(tree(payload(other.invoke(bytes("{}")))).get("arn").textValue())
                .isEqualTo(ARN + ":g-1");
    }

    @Test
    void everyInvocationHasARequestIdOfItsOwn() {
        LambdaFunction function = load(Samples.Contextual.class, TIMEOUT);

        assertThat(tree(payload(function.invoke(bytes("{}")))).get("requestId"))
                .isNotEqualTo(tree(payload(function.invoke(bytes("{}")))).get("requestId"));
    }

    @Test
    void anExceptionIsAFunctionErrorInTheRuntimesForm() {
        FunctionError error = error(invoke(Samples.Failing.class, "{\"how\":\"message\"}"));
        JsonNode payload = tree(error.payload());

        assertThat(error.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(payload.get("errorType").textValue()).isEqualTo(error.type());
        assertThat(payload.get("errorMessage").textValue()).isEqualTo("no zip for \"Zürich\"");
        assertThat(payload.get("stackTrace").isArray()).isTrue();
        assertThat(payload.at("/stackTrace/0").textValue())
                .contains(Samples.Failing.class.getName() + ".handleRequest");
    }

    @Test
    void anExceptionWithoutAMessageHasItsTypeForOne() {
        FunctionError error = error(invoke(Samples.Failing.class, "{\"how\":\"silently\"}"));

        assertThat(tree(error.payload()).get("errorMessage").textValue())
                .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void anErrorIsAFunctionErrorAsWell() {
        assertThat(error(invoke(Samples.Failing.class, "{\"how\":\"deeply\"}")).type())
                .isEqualTo("java.lang.StackOverflowError");
    }

    @Test
    void anEventThatCannotBeDecodedIsAFunctionError() {
        assertThat(invoke(Samples.Greeter.class, "[1")).isInstanceOf(FunctionError.class);
    }

    @Test
    void aFunctionThatTakesTooLongIsInterruptedAndTimedOut() throws InterruptedException {
        FunctionError error =
                error(load(Samples.Waiting.class, Duration.ofMillis(50)).invoke(bytes("{}")));

        assertThat(error.type()).isEqualTo("Sandbox.Timedout");
        assertThat(tree(error.payload()).get("errorType").textValue())
                .isEqualTo("Sandbox.Timedout");
        assertThat(tree(error.payload()).get("errorMessage").textValue())
                .isEqualTo("Task timed out after 0.05 seconds");
        assertThat(Samples.Waiting.INTERRUPTED.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterruptEndsACallAndStays() {
        LambdaFunction function = load(Samples.Waiting.class, TIMEOUT);
        Thread.currentThread().interrupt();
        FunctionError error = error(function.invoke(bytes("{}")));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(error.type()).isEqualTo("java.lang.InterruptedException");
    }

    @Test
    void whatAFunctionLogsGoesWhereItIsTold() {
        var lines = new ArrayList<String>();
        LambdaFunction function =
                HandlerFunction.load(
                        ARN,
                        Samples.handler(Samples.Logging.class),
                        Map.of(),
                        TIMEOUT,
                        (name, text) -> lines.add(name + ": " + text));

        function.invoke(bytes("{}"));

        assertThat(lines).containsExactly("sample: text", "sample: bytes");
    }

    @Test
    void oneInstanceServesConcurrentInvocations() throws Exception {
        LambdaFunction function = load(Samples.Meeting.class, TIMEOUT);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Result>> results =
                    IntStream.range(0, Samples.Meeting.SIZE)
                            .mapToObj(i -> threads.submit(() -> function.invoke(bytes("{}"))))
                            .toList();
            for (Future<Result> result : results) {
                assertThat(answer(result.get())).isEqualTo("\"met\"");
            }
        }
    }

    private static Result invoke(Class<?> handler, String event) {
        return load(handler, TIMEOUT).invoke(bytes(event));
    }

    private static HandlerFunction load(Class<?> handler, Duration timeout) {
        return HandlerFunction.load(
                ARN, Samples.handler(handler), Map.of(), timeout, FunctionLog.SLF4J);
    }

    private static String answer(Result result) {
        return new String(payload(result), StandardCharsets.UTF_8);
    }

    private static byte[] payload(Result result) {
        assertThat(result).isInstanceOf(Payload.class);
        return ((Payload) result).bytes();
    }

    private static FunctionError error(Result result) {
        assertThat(result).isInstanceOf(FunctionError.class);
        return (FunctionError) result;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
