package dev.tablecast.local.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.local.cloud.lambda.InvocationFaults.FailsAfter;
import dev.tablecast.local.cloud.lambda.InvocationFaults.FailsBefore;
import dev.tablecast.local.cloud.lambda.InvocationFaults.None;
import dev.tablecast.local.cloud.lambda.LambdaFunction.FunctionError;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Payload;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Result;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Throttled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvocationFaultsTest {
    private final List<byte[]> invoked = new ArrayList<>();

    @Test
    void withoutFaultsAFunctionIsItself() {
        byte[] event = {1};

        assertThat(InvocationFaults.NONE.around("post", this::invoke).invoke(event))
                .isInstanceOf(Payload.class);
        assertThat(invoked).containsExactly(event);
    }

    @Test
    void aFailureBeforeTakesThePlaceOfTheFunctionItNames() {
        var error = InvocationFaults.crash();
        InvocationFaults faults =
                (name, event) -> name.equals("post") ? new FailsBefore(error) : new None();

        assertThat(faults.around("post", this::invoke).invoke(new byte[0])).isEqualTo(error);
        assertThat(invoked).isEmpty();
        assertThat(faults.around("connect", this::invoke).invoke(new byte[0]))
                .isInstanceOf(Payload.class);
    }

    @Test
    void aFailureAfterLosesTheAnswerOfWorkThatIsDone() {
        var error = InvocationFaults.timeout();
        InvocationFaults faults = (name, event) -> new FailsAfter(error);
        byte[] event = {1};

        assertThat(faults.around("post", this::invoke).invoke(event)).isEqualTo(error);
        assertThat(invoked).containsExactly(event);
    }

    @Test
    void aThrottledFunctionIsNotCalled() {
        InvocationFaults faults = (name, event) -> new InvocationFaults.Throttled();

        assertThat(faults.around("post", this::invoke).invoke(new byte[0]))
                .isEqualTo(new Throttled());
        assertThat(invoked).isEmpty();
    }

    @Test
    void aFaultSeesEachEvent() {
        InvocationFaults faults =
                (name, event) ->
                        event.length == 0
                                ? new FailsBefore(new FunctionError("Empty"))
                                : new None();
        LambdaFunction function = faults.around("post", this::invoke);

        assertThat(function.invoke(new byte[0])).isInstanceOf(FunctionError.class);
        assertThat(function.invoke(new byte[1])).isInstanceOf(Payload.class);
    }

    @Test
    void aCrashAndATimeoutAreTheRuntimesOwnErrors() throws IOException {
        assertThat(InvocationFaults.crash().type()).isEqualTo("Runtime.ExitError");
        assertThat(payload(InvocationFaults.crash()).get("errorType").textValue())
                .isEqualTo("Runtime.ExitError");
        assertThat(InvocationFaults.timeout().type()).isEqualTo("Sandbox.Timedout");
        assertThat(payload(InvocationFaults.timeout()).get("errorMessage").textValue())
                .endsWith("Task timed out after 3.00 seconds");
    }

    @Test
    void anErrorKnownByItsTypeAloneHasAPayloadThatSaysSo() {
        assertThat(new String(new FunctionError("Some.Error").payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"errorType\":\"Some.Error\"}");
    }

    private static JsonNode payload(FunctionError error) throws IOException {
        return new ObjectMapper().readTree(error.payload());
    }

    private Result invoke(byte[] event) {
        invoked.add(event);
        return new Payload(event);
    }
}
