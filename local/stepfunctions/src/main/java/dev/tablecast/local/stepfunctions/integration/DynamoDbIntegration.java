package dev.tablecast.local.stepfunctions.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code arn:aws:states:::dynamodb:*} and {@code arn:aws:states:::aws-sdk:dynamodb:*}: passes the
 * parameters on to DynamoDB's own JSON protocol and its answer back, whatever they mean.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html">Perform
 *     DynamoDB CRUD operations</a>
 */
final class DynamoDbIntegration implements ServiceIntegration {
    private static final String OPTIMIZED = "arn:aws:states:::dynamodb:";
    private static final String SDK = "arn:aws:states:::aws-sdk:dynamodb:";
    private static final Set<String> OPTIMIZED_ACTIONS =
            Set.of("getItem", "putItem", "updateItem", "deleteItem");
    private static final Set<String> SDK_ACTIONS =
            Set.of(
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

    static boolean owns(String resource) {
        return resource.startsWith(OPTIMIZED) || resource.startsWith(SDK);
    }

    @Override
    public List<String> problems(String resource, JsonNode parameters) {
        boolean sdk = resource.startsWith(SDK);
        var actions = sdk ? SDK_ACTIONS : OPTIMIZED_ACTIONS;
        if (actions.contains(action(resource))) {
            return List.of();
        }
        return List.of(
                "The resource provided "
                        + resource
                        + " is not recognized here; its actions are: "
                        + String.join(", ", actions.stream().sorted().toList()));
    }

    private static String action(String resource) {
        return resource.substring(resource.lastIndexOf(':') + 1);
    }

    @Override
    public JsonNode call(TaskCall call) throws InterruptedException {
        var action = action(call.resource());
        var operation = Character.toUpperCase(action.charAt(0)) + action.substring(1);
        var prefix = call.resource().startsWith(SDK) ? "DynamoDb." : "DynamoDB.";
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
        var answer = AwsHttp.json(response);
        if (response.statusCode() == 200) {
            return answer;
        }
        throw failure(prefix, answer, response.statusCode());
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
