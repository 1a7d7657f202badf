package dev.tablecast.local.cloud.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;

/**
 * A Lambda function, with the bytes of an event as input and the bytes of a response as output.
 *
 * <p>Calls may be concurrent, and an interrupt ends a call.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
@FunctionalInterface
public interface LambdaFunction {
    Result invoke(byte[] event);

    sealed interface Result {}

    /** The function's response: JSON in UTF-8. */
    record Payload(byte[] bytes) implements Result {}

    /**
     * The function failed.
     *
     * @param type the class of its exception, which clients never see
     * @param payload {@code {"errorMessage":"…","errorType":"…","stackTrace":[…]}}
     */
    record FunctionError(String type, byte[] payload) implements Result {
        public FunctionError(String type) {
            this(
                    type,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("errorType", type)
                            .toString()
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Lambda answered {@code TooManyRequestsException} (429); the function wasn't called. */
    record Throttled() implements Result {}
}
