package dev.tablecast.local.cloud.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The paths under {@code /api/}, as this package documents them. */
record Api(Supplier<LocalSystem> system, Items items) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1000;

    /**
     * @throws ApiException for what isn't served
     */
    Reply answer(String path, Request request) throws IOException {
        return switch (path) {
            case "/api/system" -> system(path, request.getMethod());
            case "/api/items" -> items(path, request);
            default -> throw new ApiException(404, "NotFound", path + ": there is no such path");
        };
    }

    private Reply system(String path, String method) {
        return switch (method) {
            case "GET", "HEAD" -> Reply.json(json(system.get()));
            default -> Reply.methodNotAllowed(method, path, "GET, HEAD");
        };
    }

    private Reply items(String path, Request request) throws IOException {
        try {
            return switch (request.getMethod()) {
                case "GET", "HEAD" -> scan(limit(request));
                case "PUT" -> put(request);
                case "DELETE" -> delete(request);
                default ->
                        Reply.methodNotAllowed(request.getMethod(), path, "GET, HEAD, PUT, DELETE");
            };
        } catch (DynamoDbException e) {
            return refusal(e);
        } catch (SdkClientException e) {
            return Reply.error(
                    502, "DynamoDbUnreachable", "DynamoDB can't be reached: " + e.getMessage());
        }
    }

    private Reply scan(int limit) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("Items");
        items.scan(limit).forEach(item -> list.add(AttributeJson.write(item)));
        return Reply.json(json);
    }

    private Reply put(Request request) throws IOException {
        Guard.checkChange(request);
        items.put(Body.read(request, "Item"));
        return Reply.noContent();
    }

    private Reply delete(Request request) throws IOException {
        Guard.checkChange(request);
        items.delete(Body.read(request, "Key"));
        return Reply.noContent();
    }

    private static int limit(Request request) {
        String text = Request.extractQueryParameters(request).getValue("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > MAX_LIMIT) {
            throw ApiException.invalid(
                    "limit: found %s, may be from 1 to %d".formatted(text, MAX_LIMIT));
        }
        return Integer.parseInt(text);
    }

    private static Reply refusal(DynamoDbException e) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
        return Reply.error(
                e.statusCode() >= 400 ? e.statusCode() : 502,
                details.map(AwsErrorDetails::errorCode).orElse("DynamoDbException"),
                details.map(AwsErrorDetails::errorMessage).orElseGet(e::getMessage));
    }

    private static ObjectNode json(LocalSystem system) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("webSocketUrl", system.webSocketUrl().toString());
        json.put("managementEndpoint", system.managementEndpoint().toString());
        json.put("dynamoDbEndpoint", system.dynamoDbEndpoint().toString());
        json.put("stepFunctionsEndpoint", system.stepFunctionsEndpoint().toString());
        ObjectNode table = json.putObject("sourceTable").put("name", system.sourceTable().name());
        ArrayNode key = table.putArray("key");
        for (SourceTable.KeyAttribute attribute : system.sourceTable().key()) {
            key.addObject().put("name", attribute.name()).put("type", attribute.type().name());
        }
        json.put("connectionsTable", system.connectionsTable());
        json.put("openConnections", system.openConnections());
        return json;
    }
}
