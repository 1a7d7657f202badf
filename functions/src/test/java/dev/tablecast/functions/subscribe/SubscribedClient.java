package dev.tablecast.functions.subscribe;

import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.connection.SubscriptionRows;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogFixture;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.post.ClientPosts;
import dev.tablecast.functions.post.PostingStage;
import dev.tablecast.functions.post.ScriptedApi;
import dev.tablecast.functions.simulation.SimulatedDynamoDb;
import dev.tablecast.functions.view.Views;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A connection, and the functions that subscribe it and post to it, over HTTP. */
final class SubscribedClient implements AutoCloseable {
    static final String ID = "R0oXAdfD0kwCH6w=";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REPLAY_CHANGES = 20_000;
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "AWS_REGION", "eu-central-1",
                    "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                    "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    final ScriptedApi api = new ScriptedApi();
    Instant now = Instant.parse("2026-11-22T10:00:05Z");
    final LogFixture log;
    private final InstantSource clock = () -> now;
    private MessageFormat format;
    private String claims = "";
    private SubscribeHandler subscribing;
    private PostingStage posting;
    private int seen;

    SubscribedClient(MessageFormat format) {
        this.log = new LogFixture(clock);
        this.format = format;
        deploy(format);
        connect(Map.of("Subs", ""));
    }

    /** Replaces the functions by others, which know no views yet. */
    void deploy(MessageFormat next) {
        format = next;
        var clients = new AwsClients(ENVIRONMENT);
        subscribing =
                new SubscribeHandler(
                        new SubscribeParts(
                                new Subscribing(
                                        new SubscriptionRows(
                                                log.dynamoDb(),
                                                SimulatedDynamoDb.CONNECTIONS,
                                                clock),
                                        log.epochs(),
                                        log.reader(),
                                        next,
                                        new Views(next.policy(), log.storedViews(), clock),
                                        REPLAY_CHANGES),
                                ClientPosts.of(clients, api.stage()),
                                true),
                        InstantSource.system());
        posting = new PostingStage(next, log, api, ENVIRONMENT, clock);
    }

    /** Puts the connection's row. */
    void connect(Map<String, String> attributes) {
        var row = new HashMap<String, AttributeValue>();
        row.put("ConnectionId", AttributeValue.fromS(ID));
        row.put("ConnectedAt", AttributeValue.fromN("0"));
        attributes.forEach((name, value) -> row.put(name, AttributeValue.fromS(value)));
        log.dynamoDb()
                .putItem(request -> request.tableName(SimulatedDynamoDb.CONNECTIONS).item(row));
    }

    /** Sets what the authorizer hands on. */
    void authorize(String json) {
        claims = json.replace('\'', '"');
    }

    /** Sends a message; returns what is posted to its client. */
    List<JsonNode> send(String body) {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode context =
                event.putObject("requestContext")
                        .put("routeKey", "subscribe")
                        .put("eventType", "MESSAGE")
                        .put("connectionId", ID);
        if (!claims.isEmpty()) {
            context.putObject("authorizer").put("claims", claims);
        }
        invoke(subscribing, event.put("body", body.replace('\'', '"')));
        return received();
    }

    /** Subscribes, with fields beside {@code sub} and {@code rev}. */
    List<JsonNode> subscribe(String sub, long rev, String fields) {
        return send(
                "{'action':'subscribe','sub':'%s','rev':%d%s}"
                        .formatted(sub, rev, fields.isEmpty() ? "" : "," + fields));
    }

    /** Appends changes as they are stored, and posts them; returns what the client gets. */
    List<JsonNode> post(List<Change> changes) {
        Entry entry = append(changes);
        return post(entry.epoch(), entry.from(), entry.to());
    }

    Entry append(List<Change> changes) {
        return log.append(changes.stream().map(format::stored).toList());
    }

    List<JsonNode> post(String epoch, long from, long to) {
        posting.post(epoch, from, to, ID);
        return received();
    }

    boolean isClosed() {
        return api.requests().stream().anyMatch(request -> request.method().equals("DELETE"));
    }

    String subs() {
        return log.dynamoDb()
                .getItem(
                        request ->
                                request.tableName(SimulatedDynamoDb.CONNECTIONS)
                                        .key(Map.of("ConnectionId", AttributeValue.fromS(ID))))
                .item()
                .get("Subs")
                .s();
    }

    private List<JsonNode> received() {
        var posted = new ArrayList<JsonNode>();
        for (; seen < api.requests().size(); seen++) {
            ScriptedApi.Request request = api.requests().get(seen);
            if (request.method().equals("POST")) {
                posted.add(json(request.body()));
            }
        }
        return posted;
    }

    @Override
    public void close() {
        api.close();
    }
}
