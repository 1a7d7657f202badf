package dev.tablecast.local.stepfunctions.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.failure.PayloadLimit;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/**
 * The integrations {@code arn:aws:states:::dynamodb:*} and {@code
 * arn:aws:states:::aws-sdk:dynamodb:*}. Parameters and responses pass unchanged between the state
 * and DynamoDB's JSON protocol.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html">Perform
 *     DynamoDB CRUD operations</a>
 */
final class DynamoDbIntegration {
    private static final String OPTIMIZED = "dynamodb";
    private static final String SDK = "aws-sdk:dynamodb";
    private static final List<String> SDK_ACTIONS =
            List.of(
                    "batchExecuteStatement",
                    "batchGetItem",
                    "batchWriteItem",
                    "deleteItem",
                    "describeTable",
                    "executeStatement",
                    "executeTransaction",
                    "getItem",
                    "listTables",
                    "putItem",
                    "query",
                    "scan",
                    "transactGetItems",
                    "transactWriteItems",
                    "updateItem");

    private final AwsHttp http;

    DynamoDbIntegration(AwsHttp http) {
        this.http = http;
    }

    /**
     * Returns whether an action can be called: all optimized integrations of DynamoDB, and some of
     * its SDK integrations.
     */
    static boolean canCall(TaskResource.Service resource) {
        return switch (resource.service()) {
            case OPTIMIZED -> true;
            case SDK -> SDK_ACTIONS.contains(resource.action());
            default -> false;
        };
    }

    static List<String> sdkActions() {
        return SDK_ACTIONS;
    }

    JsonNode call(TaskCall call, TaskResource.Service resource) throws InterruptedException {
        var action = resource.action();
        var operation = Character.toUpperCase(action.charAt(0)) + action.substring(1);
        var prefix = resource.isSdk() ? "DynamoDb." : "DynamoDB.";
        HttpResponse<byte[]> response;
        try {
            response =
                    http.post(
                            call.roleArn(),
                            "/",
                            Map.of(
                                    "Content-Type",
                                    "application/x-amz-json-1.0",
                                    "X-Amz-Target",
                                    "DynamoDB_20120810." + operation),
                            Json.write(call.parameters()).getBytes(UTF_8));
        } catch (IOException e) {
            throw new FailureException(
                    prefix + "SdkClientException",
                    "Unable to execute HTTP request to " + http.endpoint() + ": " + e.getMessage());
        }
        if (response.statusCode() == 200) {
            return result(prefix, response);
        }
        throw failure(prefix, AwsHttp.json(response), response.statusCode());
    }

    private static JsonNode result(String prefix, HttpResponse<byte[]> response) {
        try {
            return Json.parse(new String(response.body(), UTF_8));
        } catch (MalformedJsonException e) {
            throw response.body().length > PayloadLimit.MOST_BYTES
                    ? PayloadLimit.exceeded("dynamodb")
                    : new FailureException(
                            prefix + "SdkClientException",
                            "Unable to parse the response: " + e.getMessage());
        }
    }

    private static FailureException failure(String prefix, JsonNode answer, int status) {
        var type = answer.path("__type").asText("");
        var name = type.substring(type.lastIndexOf('#') + 1);
        var message = answer.path("message").asText(answer.path("Message").asText(""));
        return new FailureException(
                prefix + (name.isEmpty() ? "DynamoDbException" : name),
                message + " (Service: DynamoDb, Status Code: " + status + ")");
    }
}
