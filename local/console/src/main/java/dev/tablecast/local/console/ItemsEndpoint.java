package dev.tablecast.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** {@code /api/items}: the items of the source table. */
record ItemsEndpoint(Items items) implements Endpoint {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1000;

    @Override
    public Reply answer(Call call) throws IOException {
        if (!call.arguments().isEmpty()) {
            throw call.notFound();
        }
        try {
            return switch (call.method()) {
                case "GET", "HEAD" -> scan(call.limit(DEFAULT_LIMIT, MAX_LIMIT), start(call));
                case "PUT" -> {
                    Body.checkType(call.request());
                    items.put(Body.attributes(call.request(), "Item"));
                    yield Reply.noContent();
                }
                case "DELETE" -> {
                    Body.checkType(call.request());
                    items.delete(Body.attributes(call.request(), "Key"));
                    yield Reply.noContent();
                }
                default -> call.methodNotAllowed("GET, HEAD, PUT, DELETE");
            };
        } catch (DynamoDbException e) {
            return refusal(e);
        } catch (SdkClientException e) {
            return Reply.error(
                    502, "DynamoDbUnreachable", "DynamoDB can't be reached: " + e.getMessage());
        }
    }

    private Reply scan(int limit, Map<String, AttributeValue> start) {
        Items.Page page = items.scan(limit, start);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("Items");
        page.items().forEach(item -> list.add(AttributeJson.write(item)));
        if (!page.next().isEmpty()) {
            json.set("LastEvaluatedKey", AttributeJson.write(page.next()));
        }
        return Reply.json(json);
    }

    private static Map<String, AttributeValue> start(Call call) throws IOException {
        Optional<String> text = call.query("start");
        return text.isEmpty()
                ? Map.of()
                : AttributeJson.read(
                        "start", Body.parse("start", text.get().getBytes(StandardCharsets.UTF_8)));
    }

    private static Reply refusal(DynamoDbException e) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
        return Reply.error(
                e.statusCode() >= 400 ? e.statusCode() : 502,
                details.map(AwsErrorDetails::errorCode).orElse("DynamoDbException"),
                details.map(AwsErrorDetails::errorMessage).orElseGet(e::getMessage));
    }
}
