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
 * The integration {@code arn:aws:states:::lambda:invoke}, and Lambda functions that are named by
 * their ARN alone.
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

    /** Invokes a function by its ARN. The task's result is the function's. */
    private JsonNode function(TaskCall call) throws InterruptedException {
        var name = call.resource().text();
        var payload = Json.write(call.parameters()).getBytes(UTF_8);
        return switch (functions.invokeAs(call.roleArn(), name, payload)) {
            case Invocation.Ran ran -> payload(ran, name);
            case Invocation.Accepted accepted -> NullNode.getInstance();
            case Invocation.Refused refused -> throw failure(refused);
        };
    }

    /**
     * Invokes a function by {@code lambda:invoke}. The task's result is the response of the Invoke
     * action, with the function's result as its Payload.
     */
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
            // The size is checked first: the result may be malformed because it is too large to
            // parse.
            throw ran.payload().length > PayloadLimit.MOST_BYTES
                    ? PayloadLimit.exceeded(what)
                    : new FailureException(
                            "Lambda.Unknown",
                            "The function's result is not JSON: " + e.getMessage());
        }
    }

    private static FailureException functionError(String payload) {
        try {
            var type = Json.parse(payload).path("errorType").asText();
            if (!type.isEmpty()) {
                return new FailureException(type, payload);
            }
        } catch (MalformedJsonException e) {
            // The payload names no error, for which there is an error of its own.
        }
        return new FailureException(
                "Lambda.Unknown",
                "The cause could not be determined because Lambda did not return an error type."
                        + " Returned payload: "
                        + payload);
    }
}
