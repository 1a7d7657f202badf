package dev.tablecast.functions.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.snapshot.Snapshot.Reason;
import dev.tablecast.functions.snapshot.Snapshot.Refused;
import dev.tablecast.functions.snapshot.Snapshot.Taken;
import dev.tablecast.functions.view.Policies;
import dev.tablecast.functions.view.View;
import dev.tablecast.functions.view.ViewRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** The reads of a snapshot, and what becomes of their pages. */
class SnapshotsTest {
    private static final SourceTable.Key ROOM = new SourceTable.Key("room", SourceTable.Type.S);
    private static final SourceTable TABLE =
            new SourceTable(
                    "Items", ROOM, Optional.of(new SourceTable.Key("id", SourceTable.Type.S)));
    private static final String LOBBY = "room = :lobby";
    private static final Map<String, Value> VALUES = values();

    private Instant now = Instant.parse("2026-11-27T05:00:00.123456Z");
    private SourceReads reads = SourceReads.of("1", "2", "3");
    private SnapshotMode mode = SnapshotMode.QUERY;

    private static Map<String, Value> values() {
        var values = new HashMap<String, Value>();
        for (String text : List.of("lobby", "attic", "a", "b", "c")) {
            values.put(":" + text, new Value.Text(text));
        }
        values.put(":empty", new Value.Text(""));
        values.put(":long", new Value.Text("x".repeat(1_025)));
        values.put(":n", new Value.Numeric("1"));
        return values;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "room = :lobby | #p = :p",
                "room = :lobby AND note <> :a | #p = :p",
                "room = :lobby AND id = :a | #p = :p AND #s = :a a",
                "room = :lobby AND id IN (:c, :a) | #p = :p AND #s BETWEEN :a AND :b a c",
                "room = :lobby AND id > :a | #p = :p AND #s >= :a a",
                "room = :lobby AND id >= :a | #p = :p AND #s >= :a a",
                "room = :lobby AND id < :a | #p = :p AND #s <= :a a",
                "room = :lobby AND id <= :a | #p = :p AND #s <= :a a",
                "room = :lobby AND id BETWEEN :a AND :b | #p = :p AND #s BETWEEN :a AND :b a b",
                "room = :lobby AND id > :a AND :c > id | #p = :p AND #s BETWEEN :a AND :b a c",
                "room = :lobby AND begins_with(id, :b) | #p = :p AND begins_with(#s, :a) b",
                "room = :lobby AND begins_with(id, :b) AND id > :a | #p = :p AND begins_with(#s,"
                        + " :a) b",
                "room = :lobby AND NOT id = :a | #p = :p",
                "room = :lobby AND (id = :a OR note = :b) | #p = :p",
                "room = :lobby AND id > :empty | #p = :p",
                "room = :lobby AND begins_with(id, :empty) | #p = :p",
                "room = :lobby AND id < :long | #p = :p"
            })
    void conditionsOnTheKeyNarrowTheQuery(String filter, String expected) {
        read(filter);

        assertThat(reads.requests()).hasSize(1);
        QueryRequest query = reads.query(0);
        assertThat(query.tableName()).isEqualTo("Items");
        assertThat(query.consistentRead()).isTrue();
        assertThat(query.indexName()).isNull();
        assertThat(query.filterExpression()).isNull();
        assertThat(query.expressionAttributeNames()).containsEntry("#p", "room");
        var values = new TreeMap<>(query.expressionAttributeValues());
        assertThat(values.remove(":p").s()).isEqualTo("lobby");
        String text = query.keyConditionExpression();
        for (AttributeValue value : values.values()) {
            text += " " + value.s();
        }
        assertThat(text).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "room = :n",
                "room = :empty",
                "room = :lobby AND room = :attic",
                "room IN (:lobby, :attic) AND room = :n",
                "room = :lobby AND id = :n",
                "room = :lobby AND id > :n",
                "room = :lobby AND id = :empty",
                "room = :lobby AND id = :long",
                "room = :lobby AND id > :b AND id < :a",
                "room = :lobby AND id = :a AND id = :b"
            })
    void whatNoKeyCanMeetIsNotReadAtAll(String filter) {
        assertThat(taken(read(filter)).items()).isEmpty();
        assertThat(reads.requests()).isEmpty();
    }

    @Test
    void eachPartitionThatTheFilterNamesIsQueried() {
        read("room IN (:lobby, :attic)");

        assertThat(reads.requests())
                .extracting(
                        request ->
                                ((QueryRequest) request).expressionAttributeValues().get(":p").s())
                .containsExactlyInAnyOrder("lobby", "attic");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id = :a",
                "room > :a",
                "begins_with(room, :a)",
                "room = :lobby OR id = :a",
                "NOT room = :lobby"
            })
    @NullSource
    void withoutAPartitionThereIsNoSnapshotUnlessTheTableMayBeScanned(String filter) {
        Refused refusal = snapshots().refusal(view(filter)).orElseThrow();
        assertThat(refusal.reason()).isEqualTo(Reason.SNAPSHOT);
        assertThat(refusal.message())
                .isEqualTo(
                        "a snapshot needs a filter that gives the partition key: room = :p, or"
                                + " room IN with at most 10 values, alone or joined to other"
                                + " conditions by AND");

        mode = SnapshotMode.SCAN;
        read(filter);

        ScanRequest scan = (ScanRequest) reads.requests().getFirst();
        assertThat(scan.consistentRead()).isTrue();
        assertThat(scan.filterExpression()).isNull();
        assertThat(scan.indexName()).isNull();
    }

    @Test
    void moreThanTenPartitionsAreNotQueried() {
        var values = new HashMap<String, Value>();
        IntStream.rangeClosed(1, 11)
                .forEach(i -> values.put(":v" + i, new Value.Text("room " + i)));
        String filter = "room IN (" + String.join(",", values.keySet()) + ")";

        assertThat(snapshots().refusal(view(filter, values))).isPresent();
        values.remove(":v1");
        filter = "room IN (" + String.join(",", values.keySet()) + ")";
        assertThat(snapshots().refusal(view(filter, values))).isEmpty();
    }

    @Test
    void whereSnapshotsAreOffEveryoneIsRefused() {
        mode = SnapshotMode.OFF;

        assertThat(snapshots().refusal(view(LOBBY)).orElseThrow().message())
                .isEqualTo(
                        "this feed sends no snapshots: its deployment has the setting snapshot"
                                + " off");
    }

    @Test
    void everyPageIsReadAndTheTimesAreThoseOfTheWholeRead() {
        reads =
                new SourceReads(
                        List.of(
                                List.of(SourceReads.item("1")),
                                List.of(),
                                List.of(SourceReads.item("2"))));
        reads.before(() -> now = now.plusSeconds(1));

        Taken taken = taken(read(LOBBY));

        assertThat(taken.items())
                .containsExactly(
                        "{\"keys\":{\"id\":\"1\",\"room\":\"lobby\"},\"new\":{\"id\":\"1\",\"note\":\"note"
                            + " of 1\",\"room\":\"lobby\"}}",
                        "{\"keys\":{\"id\":\"2\",\"room\":\"lobby\"},\"new\":{\"id\":\"2\",\"note\":\"note"
                            + " of 2\",\"room\":\"lobby\"}}");
        assertThat(reads.requests()).hasSize(3);
        assertThat(taken.began()).isEqualTo("2026-11-27T05:00:00.123Z");
        assertThat(taken.ended()).isEqualTo("2026-11-27T05:00:03.123Z");
    }

    @Test
    void asManyItemsAsAreAllowedAreTakenAndOneMoreIsTooMany() {
        reads =
                SourceReads.of(
                        IntStream.range(0, 5).mapToObj(Integer::toString).toArray(String[]::new));
        assertThat(taken(read(LOBBY)).items()).hasSize(5);

        reads =
                SourceReads.of(
                        IntStream.range(0, 6).mapToObj(Integer::toString).toArray(String[]::new));
        Refused refusal = (Refused) read(LOBBY);

        assertThat(refusal.reason()).isEqualTo(Reason.SNAPSHOT);
        assertThat(refusal.message())
                .isEqualTo(
                        "it has more than 5 items, too much for a snapshot: narrow the filter by"
                                + " conditions on the partition key and, by =, <, >, BETWEEN or"
                                + " begins_with, on the sort key");
        assertThat(taken(read(LOBBY + " AND note = :a")).items())
                .as("only those that match count")
                .isEmpty();
    }

    @Test
    void onlyTwentyPagesAreReadHoweverFewItemsMatch() {
        reads = new SourceReads(Collections.nCopies(20, List.of()));
        assertThat(taken(read(LOBBY)).items()).isEmpty();

        reads = new SourceReads(Collections.nCopies(21, List.of()));
        Refused refusal = (Refused) read(LOBBY);

        assertThat(refusal.message()).startsWith("its snapshot would read more than 20 MB");
        assertThat(reads.requests()).hasSize(20);
    }

    @Test
    void readingEndsWhenItsTimeIsOver() {
        reads = new SourceReads(Collections.nCopies(5, List.of()));
        reads.before(() -> now = now.plusSeconds(6));

        Refused refusal = (Refused) read(LOBBY);

        assertThat(refusal.reason()).isEqualTo(Reason.BUSY);
        assertThat(reads.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "ProvisionedThroughputExceededException, 400, BUSY",
        "ThrottlingException, 400, BUSY",
        "RequestLimitExceeded, 400, BUSY",
        "InternalServerError, 500, BUSY",
        "ValidationException, 400, SNAPSHOT",
        "AccessDeniedException, 400, SNAPSHOT",
        "ResourceNotFoundException, 400, SNAPSHOT"
    })
    void aReadThatFailsIsARefusalThatSaysWhetherToTryAgain(String code, int status, Reason reason) {
        reads.before(
                () -> {
                    throw DynamoDbException.builder()
                            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                            .statusCode(status)
                            .message("The value secret is not valid")
                            .build();
                });

        Refused refusal = (Refused) read(LOBBY);

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.message()).doesNotContain("secret");
    }

    @Test
    void aReadWithoutAnAnswerMayBeTriedAgain() {
        reads.before(
                () -> {
                    throw SdkClientException.create("timed out");
                });

        assertThat(((Refused) read(LOBBY)).reason()).isEqualTo(Reason.BUSY);
    }

    @Test
    void framesAreSmallAndTheLastAloneSaysSo() {
        var items = new ArrayList<Map<String, AttributeValue>>();
        for (int i = 0; i < 5; i++) {
            items.add(withNote("é\"" + i, "é".repeat(6_000)));
        }
        items.add(withNote("large", "x".repeat(33_000)));
        items.add(withNote("largest", "\u0001".repeat(60_000)));
        reads = new SourceReads(List.of(items));
        Snapshots seven = new Snapshots(reads, settings(7), () -> now);

        var frames = taken(seven.read(view(LOBBY), Instant.MAX)).frames("abcdefgh", 999_999_999L);

        assertThat(frames).hasSize(3);
        assertThat(frames)
                .allMatch(frame -> frame.getBytes(StandardCharsets.UTF_8).length <= 32 * 1024)
                .allMatch(
                        frame ->
                                frame.startsWith(
                                        "{\"type\":\"items\",\"sub\":\"abcdefgh\",\"rev\":999999999,\"began\":\"2026-11-27T05:00:00.123Z\",\"ended\":\"2026-11-27T05:00:00.123Z\",\"items\":[{"));
        assertThat(frames.subList(0, 2)).allMatch(frame -> frame.endsWith("}]}"));
        assertThat(frames.getLast())
                .endsWith(
                        "{\"keys\":{\"id\":\"large\",\"room\":\"lobby\"},\"truncated\":true},{\"keys\":{\"id\":\"largest\",\"room\":\"lobby\"},\"truncated\":true}],\"last\":true}");
    }

    @Test
    void noItemsAreOneFrame() {
        reads = SourceReads.of();

        assertThat(taken(read(LOBBY)).frames("a", 3))
                .containsExactly(
                        "{\"type\":\"items\",\"sub\":\"a\",\"rev\":3,\"began\":\"2026-11-27T05:00:00.123Z\",\"ended\":\"2026-11-27T05:00:00.123Z\",\"items\":[],\"last\":true}");
    }

    @Test
    void anItemHasTheAttributesThatAreVisible() {
        assertThat(firstItem(new Projection.KeysOnly(), Optional.empty()))
                .isEqualTo("{\"keys\":{\"id\":\"1\",\"room\":\"lobby\"}}");
        assertThat(firstItem(new Projection.Include(Set.of("note")), Optional.empty()))
                .isEqualTo(
                        "{\"keys\":{\"id\":\"1\",\"room\":\"lobby\"},\"new\":{\"note\":\"note of"
                                + " 1\"}}");
        assertThat(firstItem(new Projection.All(), Optional.of(Set.of("id"))))
                .isEqualTo("{\"keys\":{\"id\":\"1\",\"room\":\"lobby\"},\"new\":{\"id\":\"1\"}}");
    }

    private String firstItem(Projection projection, Optional<Set<String>> attributes) {
        View view =
                Policies.ofKey(projection, "room", "id")
                        .policy()
                        .view(
                                new ViewRequest(
                                        Optional.of(LOBBY),
                                        new Placeholders(
                                                Map.of(), Map.of(":lobby", VALUES.get(":lobby"))),
                                        attributes),
                                Map.of());
        return taken(snapshots().read(view, Instant.MAX)).items().getFirst();
    }

    private static Map<String, AttributeValue> withNote(String id, String note) {
        var item = new HashMap<>(SourceReads.item(id));
        item.put("note", AttributeValue.fromS(note));
        return item;
    }

    private SnapshotSettings settings(int maxItems) {
        return mode == SnapshotMode.OFF
                ? SnapshotSettings.OFF
                : new SnapshotSettings(mode, Optional.of(TABLE), maxItems);
    }

    private Snapshots snapshots() {
        return new Snapshots(reads, settings(5), () -> now);
    }

    private Snapshot read(String filter) {
        View view = view(filter);
        assertThat(snapshots().refusal(view)).isEmpty();
        return snapshots().read(view, now.plus(Duration.ofSeconds(10)));
    }

    private static Taken taken(Snapshot snapshot) {
        assertThat(snapshot).isInstanceOf(Taken.class);
        return (Taken) snapshot;
    }

    private static View view(String filter) {
        if (filter == null) {
            return Policies.json(new Projection.All())
                    .policy()
                    .view(ViewRequest.EVERYTHING, Map.of());
        }
        var used = new HashMap<>(VALUES);
        used.keySet().removeIf(name -> !filter.matches(".*" + name + "\\b.*"));
        return view(filter, used);
    }

    private static View view(String filter, Map<String, Value> values) {
        return Policies.json(new Projection.All())
                .policy()
                .view(
                        new ViewRequest(
                                Optional.of(filter),
                                new Placeholders(Map.of(), values),
                                Optional.empty()),
                        Map.of());
    }
}
