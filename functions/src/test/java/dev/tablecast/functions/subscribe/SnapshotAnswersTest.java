package dev.tablecast.functions.subscribe;

import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.change.Changes;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.connection.Subscription;
import dev.tablecast.functions.connection.SubscriptionRows;
import dev.tablecast.functions.connection.Subscriptions;
import dev.tablecast.functions.connection.Terms;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.log.LogFixture;
import dev.tablecast.functions.message.JsonMessages;
import dev.tablecast.functions.simulation.SimulatedDynamoDb;
import dev.tablecast.functions.snapshot.SnapshotMode;
import dev.tablecast.functions.snapshot.SnapshotSettings;
import dev.tablecast.functions.snapshot.Snapshots;
import dev.tablecast.functions.snapshot.SourceReads;
import dev.tablecast.functions.snapshot.SourceTable;
import dev.tablecast.functions.view.Policies;
import dev.tablecast.functions.view.ViewRequest;
import dev.tablecast.functions.view.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** The answers to requests for a snapshot, and the rows that they leave. */
class SnapshotAnswersTest {
    private static final String ID = "R0oXAdfD0kwCH6w=";
    private static final int MAX_ITEMS = 3;
    private static final JsonMessages EVERYTHING =
            Policies.ofKey(new Projection.All(), "room", "id");
    private static final ViewRequest LOBBY =
            new ViewRequest(
                    Optional.of("room = :r"),
                    new Placeholders(Map.of(), Map.of(":r", new Value.Text("lobby"))),
                    Optional.empty());

    private Instant now = Instant.parse("2026-11-22T10:00:05Z");
    private final LogFixture log = new LogFixture(() -> now);
    private SourceReads source = SourceReads.of("1", "2");
    private JsonMessages format = EVERYTHING;
    private SnapshotMode mode = SnapshotMode.QUERY;
    private Map<String, Value> claims = Map.of();
    private final List<JsonNode> sent = new ArrayList<>();
    private boolean closed;

    private final Client client =
            new Client() {
                @Override
                public boolean send(List<String> frames) {
                    frames.forEach(frame -> sent.add(json(frame)));
                    return true;
                }

                @Override
                public Instant until() {
                    return now.plus(Duration.ofSeconds(20));
                }

                @Override
                public void close() {
                    closed = true;
                }
            };

    @BeforeEach
    void connect() {
        row(Subscriptions.NONE, Map.of());
    }

    private void row(Subscriptions subscriptions, Map<String, String> attributes) {
        var terms = new Terms(Instant.EPOCH, Optional.empty(), Optional.of(subscriptions));
        var row = new HashMap<String, AttributeValue>();
        row.put("ConnectionId", AttributeValue.fromS(ID));
        row.put(Terms.ATTRIBUTE, AttributeValue.fromS(terms.text()));
        attributes.forEach((name, value) -> row.put(name, AttributeValue.fromS(value)));
        log.dynamoDb()
                .putItem(request -> request.tableName(SimulatedDynamoDb.CONNECTIONS).item(row));
    }

    @Test
    void theEndOfTheLogIsReadAfterTheRowAndBeforeTheItems() {
        log.append(Changes.inserts(3, 1));
        source.before(
                () -> {
                    assertThat(subs()).as("the row has it already").startsWith("a:1:");
                    log.append(Changes.inserts(5, 1));
                });

        Replay replay = subscribe(1, "", LOBBY);

        assertThat(types()).containsExactly("subscribed", "items", "live");
        assertThat(sent.get(1).get("items")).hasSize(2);
        assertThat(sent.get(2).get("position").textValue()).contains(".4.");
        assertThat(sent.get(0).get("position")).isEqualTo(sent.get(2).get("position"));
        assertThat(replay.items()).isEqualTo(OptionalInt.of(2));
        assertThat(replay.asked()).isFalse();
    }

    @Test
    void whoGoesOnFromItsPositionIsSentNoItems() {
        log.append(Changes.inserts(3, 1));
        subscribe(1, "", LOBBY);
        String position = sent.getLast().get("position").textValue();
        log.append(Changes.inserts(3, 1));
        sent.clear();

        Replay replay = subscribe(2, position, LOBBY);

        assertThat(types()).containsExactly("subscribed", "live");
        assertThat(source.reads()).isEqualTo(1);
        assertThat(replay.items()).isEmpty();
        assertThat(replay.changes()).isEqualTo(3);
    }

    @Test
    void whoStartsOverIsSentTheItemsAfterTheReset() {
        log.append(Changes.inserts(3, 1));
        long rev = 0;
        for (String position :
                List.of("no position", "000000000.1.x", log.head().epoch() + ".1.x")) {
            sent.clear();
            Replay replay = subscribe(++rev, position, LOBBY);
            assertThat(types()).containsExactly("subscribed", "reset", "items", "live");
            assertThat(replay.reset()).isTrue();
            assertThat(replay.items()).isEqualTo(OptionalInt.of(2));
        }
    }

    @Test
    void aSnapshotThatThisDeploymentCannotTakeIsRefusedWhateverThePosition() {
        subscribe(1, "", LOBBY);
        String position = sent.getLast().get("position").textValue();
        sent.clear();
        mode = SnapshotMode.OFF;

        subscribe(2, position, LOBBY);
        subscribe(3, "", LOBBY);

        assertThat(types()).containsExactly("error", "error");
        assertThat(sent.getFirst().get("reason").textValue()).isEqualTo("snapshot");
        assertThat(sent.getFirst().get("rev").intValue()).isEqualTo(2);
        assertThat(subs()).as("the subscription doesn't exist").isEqualTo("a:3:");
        assertThat(source.reads()).isEqualTo(1);
    }

    @Test
    void tooManyItemsEndTheSubscription() {
        source = SourceReads.of("1", "2", "3", "4");

        Replay replay = subscribe(1, "", LOBBY);

        assertThat(types()).containsExactly("error");
        assertThat(sent.getFirst().get("reason").textValue()).isEqualTo("snapshot");
        assertThat(sent.getFirst().get("message").textValue()).startsWith("it has more than 3");
        assertThat(subs()).isEqualTo("a:1:");
        assertThat(replay).isEqualTo(Replay.NONE);
        assertThat(closed).isFalse();
    }

    @Test
    void aTableThatIsThrottledEndsTheSubscriptionForNow() {
        source.before(
                () -> {
                    throw ProvisionedThroughputExceededException.builder()
                            .awsErrorDetails(
                                    AwsErrorDetails.builder()
                                            .errorCode("ProvisionedThroughputExceededException")
                                            .build())
                            .statusCode(400)
                            .build();
                });

        subscribe(1, "", LOBBY);

        assertThat(sent.getFirst().get("reason").textValue()).isEqualTo("busy");
        assertThat(subs()).isEqualTo("a:1:");
        source.before(() -> {});
        sent.clear();
        subscribe(2, "", LOBBY);
        assertThat(types()).containsExactly("subscribed", "items", "live");
    }

    @Test
    void aRefusalDoesNotEndWhatTheClientAskedForMeanwhile() {
        source = SourceReads.of("1", "2", "3", "4");
        var other = new Subscription("a", 2, "z".repeat(16));
        source.before(() -> row(new Subscriptions(List.of(other)), Map.of("SubsRate", "1:1")));

        subscribe(1, "", LOBBY);

        assertThat(subs()).isEqualTo("a:2:" + other.view());
    }

    @Test
    void aRefusalThatComesLateIsNotSent() {
        subscribe(5, "", LOBBY);
        sent.clear();

        subscribe(4, "", ViewRequest.EVERYTHING);

        assertThat(sent).isEmpty();
        assertThat(subs()).startsWith("a:5:").hasSizeGreaterThan(4);
    }

    @Test
    void aRefusedClientWithoutARowIsClosed() {
        log.dynamoDb()
                .deleteItem(
                        request ->
                                request.tableName(SimulatedDynamoDb.CONNECTIONS)
                                        .key(Map.of("ConnectionId", AttributeValue.fromS(ID))));

        subscribe(1, "", ViewRequest.EVERYTHING);

        assertThat(sent).isEmpty();
        assertThat(closed).isTrue();
    }

    @Test
    void rowAccessGivesThePartitionAndHidesWhatItDoesNotAllow() {
        format = Policies.json("room = :claim.room AND id <> :claim.hidden", new Projection.All());
        claims = Map.of("room", new Value.Text("lobby"), "hidden", new Value.Text("1"));

        subscribe(1, "", ViewRequest.EVERYTHING);

        assertThat(types()).containsExactly("subscribed", "items", "live");
        assertThat(sent.get(1).findValuesAsText("note")).containsExactly("note of 2");
        sent.clear();
        claims = Map.of("room", new Value.Text("attic"), "hidden", new Value.Text("1"));
        subscribe(2, "", LOBBY);
        assertThat(sent.get(1).get("items")).as("the filter asks for another room").isEmpty();
        assertThat(source.reads()).as("nothing is read for nothing").isEqualTo(1);
    }

    private Replay subscribe(long rev, String after, ViewRequest view) {
        var dynamoDb = log.dynamoDb();
        var settings =
                mode == SnapshotMode.OFF
                        ? SnapshotSettings.OFF
                        : new SnapshotSettings(
                                mode,
                                Optional.of(
                                        new SourceTable(
                                                "Items",
                                                new SourceTable.Key("room", SourceTable.Type.S),
                                                Optional.of(
                                                        new SourceTable.Key(
                                                                "id", SourceTable.Type.S)))),
                                MAX_ITEMS);
        var subscribing =
                new Subscribing(
                        new SubscriptionRows(dynamoDb, SimulatedDynamoDb.CONNECTIONS, () -> now),
                        log.epochs(),
                        log.reader(),
                        format,
                        new Views(format.policy(), log.storedViews(), () -> now),
                        new Snapshots(source, settings, () -> now),
                        1_000);
        return subscribing.subscribe(
                new SubscribeRequest(ID, "a", rev, after, true, view, claims), client);
    }

    private List<String> types() {
        return sent.stream().map(frame -> frame.get("type").textValue()).toList();
    }

    /** Returns the subscriptions in the row, as {@code SUB:REV:VIEW,…}. */
    private String subs() {
        String terms =
                log.dynamoDb()
                        .getItem(
                                request ->
                                        request.tableName(SimulatedDynamoDb.CONNECTIONS)
                                                .key(
                                                        Map.of(
                                                                "ConnectionId",
                                                                AttributeValue.fromS(ID))))
                        .item()
                        .get(Terms.ATTRIBUTE)
                        .s();
        return Terms.parse(terms).subscriptions().orElseThrow().all().stream()
                .map(one -> one.sub() + ":" + one.rev() + ":" + one.view())
                .collect(Collectors.joining(","));
    }
}
