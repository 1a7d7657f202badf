package dev.tablecast.functions.post;

import static dev.tablecast.functions.Invocation.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.log.LogFixture;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.simulation.SimulatedDynamoDb;
import dev.tablecast.functions.view.Views;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The posting function on a log in memory, which posts over HTTP to a scripted stage. */
public final class PostingStage {
    private final LogFixture log;
    private final PostHandler handler;

    /**
     * @param environment of the SDK
     */
    public PostingStage(
            MessageFormat format,
            LogFixture log,
            ScriptedApi api,
            Map<String, String> environment,
            InstantSource clock) {
        this.log = log;
        var pressure = PostParts.pressure(new AwsClients(environment), api.stage(), 32);
        handler =
                new PostHandler(
                        format,
                        feed ->
                                new FeedReader(
                                        log.reader(),
                                        new Views(format.policy(), log.storedViews(), clock)),
                        new Poster(PostParts.calls(pressure, 32), Duration.ofSeconds(30)),
                        pressure,
                        InstantSource.system());
    }

    /** Posts a range to those who have a row in the log's {@code WebSocketManager}. */
    public JsonNode post(String epoch, long from, long to, String connectionId) {
        var row =
                log.dynamoDb()
                        .getItem(
                                request ->
                                        request.tableName(SimulatedDynamoDb.CONNECTIONS)
                                                .key(
                                                        Map.of(
                                                                "ConnectionId",
                                                                AttributeValue.fromS(
                                                                        connectionId))))
                        .item();
        return invoke(handler, PostFixture.request(epoch, from, to, json(row)));
    }

    private static String json(Map<String, AttributeValue> row) {
        return row.entrySet().stream()
                .map(
                        field ->
                                field.getValue().s() == null
                                        ? "'%s':{'N':'%s'}"
                                                .formatted(field.getKey(), field.getValue().n())
                                        : "'%s':{'S':'%s'}"
                                                .formatted(field.getKey(), field.getValue().s()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
