package dev.tablecast.local.stepfunctions.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.integration.LambdaFunctions.InvocationType;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code lambda:invoke}, in the definition and when the state runs.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html">Invoke
 *     Lambda functions</a>
 */
final class InvokeParameters {
    private static final String FUNCTION_NAME = "FunctionName";
    private static final String PAYLOAD = "Payload";
    private static final String TYPE = "InvocationType";
    private static final RequiredParameters NAMES =
            new RequiredParameters(
                    FUNCTION_NAME,
                    Set.of(FUNCTION_NAME, PAYLOAD, TYPE, "ClientContext", "LogType", "Qualifier"));

    private InvokeParameters() {}

    /** Returns the problems of the parameters in a definition. */
    static List<String> problems(String resource, JsonNode parameters) {
        var problems = new ArrayList<>(NAMES.problems(resource, parameters));
        var written = parameters.path(TYPE);
        if (!written.isMissingNode()
                && !JsonataExpression.isMeant(written.asText())
                && type(written).isEmpty()) {
            problems.add(wrongType(parameters.get(TYPE)));
        }
        return problems;
    }

    /**
     * Returns the request of a call.
     *
     * @throws FailureException {@code States.Runtime} if a parameter is invalid
     */
    static LambdaFunctions.Request request(TaskCall call) {
        var parameters = call.parameters();
        var name = text(parameters, FUNCTION_NAME);
        if (name == null) {
            throw runtime("The field '" + FUNCTION_NAME + "' is required but was missing");
        }
        var qualifier = text(parameters, "Qualifier");
        var type =
                parameters.has(TYPE)
                        ? type(parameters.get(TYPE))
                                .orElseThrow(() -> runtime(wrongType(parameters.get(TYPE))))
                        : InvocationType.REQUEST_RESPONSE;
        return new LambdaFunctions.Request(
                call.roleArn(),
                qualifier == null ? name : name + ":" + qualifier,
                event(parameters.path(PAYLOAD)).getBytes(UTF_8),
                type,
                text(parameters, "LogType"),
                text(parameters, "ClientContext"));
    }

    /**
     * Returns the event. A string that contains JSON is unwrapped; null or no payload is an empty
     * object.
     */
    private static String event(JsonNode payload) {
        if (payload.isMissingNode() || payload.isNull()) {
            return "{}";
        }
        return payload.isTextual() && isJson(payload.textValue())
                ? payload.textValue()
                : Json.write(payload);
    }

    private static boolean isJson(String text) {
        try {
            Json.parse(text);
            return true;
        } catch (MalformedJsonException e) {
            return false;
        }
    }

    private static @Nullable String text(JsonNode parameters, String name) {
        var value = parameters.get(name);
        if (value == null || value.isTextual()) {
            return value == null ? null : value.textValue();
        }
        throw runtime("\"" + name + "\" must be a string, not " + value);
    }

    private static Optional<InvocationType> type(JsonNode name) {
        return Arrays.stream(InvocationType.values())
                .filter(type -> type.wireName().equals(name.asText()))
                .findFirst();
    }

    private static String wrongType(JsonNode found) {
        return "\""
                + TYPE
                + "\" must be one of "
                + Arrays.stream(InvocationType.values())
                        .map(InvocationType::wireName)
                        .collect(Collectors.joining(", "))
                + ", not "
                + found;
    }

    private static FailureException runtime(String cause) {
        return new FailureException(ErrorNames.RUNTIME, cause);
    }
}
