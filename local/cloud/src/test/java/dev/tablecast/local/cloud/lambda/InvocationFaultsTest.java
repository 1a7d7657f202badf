package dev.tablecast.local.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.cloud.lambda.LambdaFunction.FunctionError;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Payload;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    void aFaultAnswersInPlaceOfTheFunctionItNames() {
        InvocationFaults faults =
                (name, event) ->
                        name.equals("post")
                                ? Optional.of(new FunctionError("Lambda.TooManyRequests"))
                                : Optional.empty();

        Result result = faults.around("post", this::invoke).invoke(new byte[0]);
        assertThat(result).isInstanceOf(FunctionError.class);
        assertThat(invoked).isEmpty();
        assertThat(faults.around("connect", this::invoke).invoke(new byte[0]))
                .isInstanceOf(Payload.class);
    }

    @Test
    void aFaultSeesEachEvent() {
        InvocationFaults faults =
                (name, event) ->
                        event.length == 0
                                ? Optional.of(new FunctionError("Empty"))
                                : Optional.empty();
        LambdaFunction function = faults.around("post", this::invoke);

        assertThat(function.invoke(new byte[0])).isInstanceOf(FunctionError.class);
        assertThat(function.invoke(new byte[1])).isInstanceOf(Payload.class);
    }

    @Test
    void anErrorKnownByItsTypeAloneHasAPayloadThatSaysSo() {
        assertThat(new String(new FunctionError("Some.Error").payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"errorType\":\"Some.Error\"}");
    }

    private Result invoke(byte[] event) {
        invoked.add(event);
        return new Payload(event);
    }
}
