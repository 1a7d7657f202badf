package dev.tablecast.local.cloud.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;

/**
 * A Lambda function as its callers see it: the bytes of an event in, the bytes of a response out.
 *
 * <p>It is called concurrently, and an interrupt ends a call.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
@FunctionalInterface
public interface LambdaFunction {
    Result invoke(byte[] event);

    sealed interface Result {}

    /** What the function returned: JSON in UTF-8. */
    record Payload(byte[] bytes) implements Result {}

    /**
     * The function failed.
     *
     * @param type the class of its error, never shown to clients
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
