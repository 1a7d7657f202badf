package dev.tablecast.local.stepfunctions.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code arn:aws:states:::lambda:invoke}, and Lambda functions by their bare ARN.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html">Invoke
 *     Lambda functions</a>
 */
final class LambdaIntegration implements ServiceIntegration {
    private static final String INVOKE = "arn:aws:states:::lambda:invoke";
    private static final Pattern FUNCTION_ARN =
            Pattern.compile(
                    "arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:function:[\\w$-]+(:[\\w$-]+)?");
    private static final Set<String> PARAMETERS =
            Set.of("FunctionName", "Payload", "InvocationType", "LogType", "Qualifier");

    private final LambdaFunctions functions;

    LambdaIntegration(LambdaFunctions functions) {
        this.functions = functions;
    }

    static boolean owns(String resource) {
        return resource.equals(INVOKE) || FUNCTION_ARN.matcher(resource).matches();
    }

    @Override
    public List<String> problems(String resource, JsonNode parameters) {
        var problems = new ArrayList<String>();
        if (!resource.equals(INVOKE)) {
            return problems;
        }
        parameters
                .fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!PARAMETERS.contains(withoutPath(name))) {
                                problems.add(
                                        "\"" + name + "\" is no parameter of " + INVOKE + " here");
                            }
                        });
        if (!parameters.has("FunctionName") && !parameters.has("FunctionName.$")) {
            problems.add("\"FunctionName\" is missing from the Parameters of " + INVOKE);
        }
        var type = parameters.path("InvocationType").asText("RequestResponse");
        if (!type.equals("RequestResponse")) {
            problems.add("\"InvocationType\": \"" + type + "\" isn't supported here");
        }
        return problems;
    }

    private static String withoutPath(String name) {
        return name.endsWith(".$") ? name.substring(0, name.length() - 2) : name;
    }

    @Override
    public JsonNode call(TaskCall call) throws InterruptedException {
        if (!call.resource().equals(INVOKE)) {
            return payload(
                    functions.invokeAs(call.roleArn(), call.resource(), bytes(call.parameters())));
        }
        var parameters = call.parameters();
        var function = parameters.path("FunctionName");
        if (!function.isTextual()) {
            throw new FailureException(
                    ErrorNames.RUNTIME, "\"FunctionName\" must be a string, not " + function);
        }
        var name = function.textValue();
        if (parameters.has("Qualifier")) {
            name += ":" + parameters.get("Qualifier").asText();
        }
        var payload = parameters.has("Payload") ? parameters.get("Payload") : Json.object();
        var result = Json.object();
        result.put("ExecutedVersion", "$LATEST");
        result.set("Payload", payload(functions.invokeAs(call.roleArn(), name, bytes(payload))));
        result.putObject("SdkHttpMetadata").put("HttpStatusCode", 200);
        result.put("StatusCode", 200);
        return result;
    }

    private static byte[] bytes(JsonNode payload) {
        return Json.write(payload).getBytes(UTF_8);
    }

    private static JsonNode payload(LambdaFunctions.Invocation invocation) {
        return switch (invocation) {
            case LambdaFunctions.Invocation.Refused(String exception, String message) ->
                    throw new FailureException("Lambda." + exception, message);
            case LambdaFunctions.Invocation.Ran ran -> {
                var text = new String(ran.payload(), UTF_8);
                if (ran.functionError() != null) {
                    throw functionError(text);
                }
                yield parse(text);
            }
        };
    }

    private static JsonNode parse(String payload) {
        try {
            return payload.isEmpty() ? NullNode.getInstance() : Json.parse(payload);
        } catch (MalformedJsonException e) {
            throw new FailureException(
                    "Lambda.Unknown", "The function returned what is no JSON: " + e.getMessage());
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
