package dev.tablecast.local.stepfunctions.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.failure.PayloadLimit;
import dev.tablecast.local.stepfunctions.integration.LambdaFunctions.Invocation;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import dev.tablecast.local.stepfunctions.resource.TaskResource;

/**
 * {@code arn:aws:states:::lambda:invoke}, and Lambda functions by their bare ARN.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html">Invoke
 *     Lambda functions</a>
 */
final class LambdaIntegration {
    private static final String INVOKE = "lambda:invoke";

    private final LambdaFunctions functions;

    LambdaIntegration(LambdaFunctions functions) {
        this.functions = functions;
    }

    static boolean isInvoke(TaskResource resource) {
        return resource instanceof TaskResource.Service service && service.is(INVOKE);
    }

    JsonNode call(TaskCall call) throws InterruptedException {
        return isInvoke(call.resource()) ? invoke(call) : function(call);
    }

    /** The result is the function's own. */
    private JsonNode function(TaskCall call) throws InterruptedException {
        var name = call.resource().text();
        var payload = Json.write(call.parameters()).getBytes(UTF_8);
        return switch (functions.invokeAs(call.roleArn(), name, payload)) {
            case Invocation.Ran ran -> payload(ran, name);
            case Invocation.Accepted accepted -> NullNode.getInstance();
            case Invocation.Refused refused -> throw failure(refused);
        };
    }

    /** The result is the response of the Invoke action, the function's own is its Payload. */
    private JsonNode invoke(TaskCall call) throws InterruptedException {
        var request = InvokeParameters.request(call);
        var result = Json.object();
        switch (functions.invoke(request)) {
            case Invocation.Ran ran -> {
                result.put("ExecutedVersion", ran.executedVersion());
                if (ran.logResult() != null) {
                    result.put("LogResult", ran.logResult());
                }
                result.set("Payload", payload(ran, "lambda"));
            }
            case Invocation.Accepted accepted -> result.put("Payload", "");
            case Invocation.Refused refused -> throw failure(refused);
        }
        int status = request.type().status();
        result.putObject("SdkHttpMetadata").put("HttpStatusCode", status);
        return result.put("StatusCode", status);
    }

    private static FailureException failure(Invocation.Refused refused) {
        return new FailureException("Lambda." + refused.exception(), refused.message());
    }

    private static JsonNode payload(Invocation.Ran ran, String what) {
        var text = new String(ran.payload(), UTF_8);
        if (ran.functionError() != null) {
            throw functionError(text);
        }
        try {
            return text.isEmpty() ? NullNode.getInstance() : Json.parse(text);
        } catch (MalformedJsonException e) {
            // The size counts first: whatever it is, it's too large to be a result.
            throw ran.payload().length > PayloadLimit.MOST_BYTES
                    ? PayloadLimit.exceeded(what)
                    : new FailureException(
                            "Lambda.Unknown",
                            "The function returned what is no JSON: " + e.getMessage());
        }
    }

    private static FailureException functionError(String payload) {
        try {
            var type = Json.parse(payload).path("errorType").asText();
            if (!type.isEmpty()) {
                return new FailureException(type, payload);
            }
        } catch (MalformedJsonException e) {
            // Nothing in it names the error: that has a name of its own.
        }
        return new FailureException(
                "Lambda.Unknown",
                "The cause could not be determined because Lambda did not return an error type."
                        + " Returned payload: "
                        + payload);
    }
}
