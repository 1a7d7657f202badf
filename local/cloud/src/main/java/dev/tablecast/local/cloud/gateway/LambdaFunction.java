package dev.tablecast.local.cloud.gateway;

/**
 * A Lambda function as its caller sees it: the bytes of an event in, the bytes of a response out.
 *
 * <p>Called on a virtual thread, concurrently. An exception counts as a {@link FunctionError}. A
 * call that outlasts {@link GatewayLimits#integrationTimeout()} is interrupted.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
@FunctionalInterface
public interface LambdaFunction {
    Result invoke(byte[] event);

    sealed interface Result {}

    /** What the function returned: JSON in UTF-8. */
    record Payload(byte[] bytes) implements Result {}

    /** The function failed; {@code type} is the class of its error, never shown to clients. */
    record FunctionError(String type) implements Result {}
}
