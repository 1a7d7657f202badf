package dev.tablecast.local.cloud.gateway.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.cloud.lambda.LambdaFunction.FunctionError;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Payload;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Result;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Throttled;
import java.io.IOException;

/** An authorizer's decision about a client that connects. */
sealed interface AuthorizerAnswer {

    /**
     * The client may connect.
     *
     * @param context {@code requestContext.authorizer} in every event of the connection
     */
    record Allowed(ObjectNode context) implements AuthorizerAnswer {}

    /** The policy denies the connection: 403. */
    record Denied() implements AuthorizerAnswer {}

    /** The function failed with the message "Unauthorized": 401. */
    record Unauthorized() implements AuthorizerAnswer {}

    /** The function failed otherwise, didn't run, or returned an invalid answer: 500. */
    record Failed(String problem) implements AuthorizerAnswer {}

    /** The largest answer. */
    int MAXIMUM_BYTES = 8 * 1024;

    /**
     * Reads {@code principalId}, {@code policyDocument} and {@code context}, whose values are
     * strings, numbers and booleans: all of them become strings.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html">
     *     Output from an API Gateway Lambda authorizer</a>
     */
    static AuthorizerAnswer of(Result result, String methodArn) {
        return switch (result) {
            case FunctionError error ->
                    message(error).equals("Unauthorized")
                            ? new Unauthorized()
                            : new Failed("function error " + error.type());
            case Payload payload -> parse(payload.bytes(), methodArn);
            case Throttled throttled -> new Failed("a throttled function");
        };
    }

    private static AuthorizerAnswer parse(byte[] bytes, String methodArn) {
        if (bytes.length > MAXIMUM_BYTES) {
            return new Failed(
                    "an answer of %d bytes; at most %d".formatted(bytes.length, MAXIMUM_BYTES));
        }
        try {
            JsonNode json = new ObjectMapper().readTree(bytes);
            String principal = json.path("principalId").asText();
            if (principal.isEmpty()) {
                return new Failed("an answer without principalId");
            }
            ObjectNode context = context(json.path("context")).put("principalId", principal);
            return AuthorizerPolicy.parse(json.path("policyDocument")).allows(methodArn)
                    ? new Allowed(context)
                    : new Denied();
        } catch (IOException e) {
            return new Failed("an answer that isn't JSON");
        } catch (IllegalArgumentException e) {
            return new Failed("an answer whose " + e.getMessage());
        }
    }

    private static ObjectNode context(JsonNode json) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        if (!json.isMissingNode() && !json.isNull() && !json.isObject()) {
            throw new IllegalArgumentException("context isn't an object");
        }
        json.propertyStream()
                .forEach(
                        property -> {
                            JsonNode value = property.getValue();
                            if (!value.isTextual() && !value.isNumber() && !value.isBoolean()) {
                                throw new IllegalArgumentException(
                                        "context.%s isn't a string, a number or a boolean"
                                                .formatted(property.getKey()));
                            }
                            context.put(property.getKey(), value.asText());
                        });
        return context;
    }

    private static String message(FunctionError error) {
        try {
            return new ObjectMapper().readTree(error.payload()).path("errorMessage").asText();
        } catch (IOException e) {
            return "";
        }
    }
}
