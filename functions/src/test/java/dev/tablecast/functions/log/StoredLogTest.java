package dev.tablecast.functions.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.ChangeBody;
import dev.tablecast.functions.change.Changes;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.message.Position;
import dev.tablecast.functions.stored.StoredFormats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of {@code ChangeLog}, and positions, as each release wrote them. */
class StoredLogTest {
    private static final Instant NOW = Changes.AT;
    private static final String EPOCH = "0mi2x7c3k";
    private static final Head HEAD =
            new Head(
                    EPOCH,
                    "g2",
                    Set.of("g0", "g1"),
                    4712,
                    4710,
                    123_456,
                    Optional.of(new Lease("event-1", NOW.plusSeconds(30))));
    private static final Change CHANGE =
            Changes.modify(
                    Map.of("name", new Value.Text("Ada"), "zip", new Value.Numeric("10115")),
                    Map.of("name", new Value.Text("Ada"), "zip", new Value.Numeric("94105")));
    private static final Entry ENTRY =
            new Entry(
                    EPOCH,
                    4711,
                    123_000,
                    List.of(
                            new LogRecord.Change(CHANGE.id(), ChangeBody.write(CHANGE)),
                            new LogRecord.Reset("event-2", LogRecord.Reason.RECORD)));
    private static final Marker MARKER = new Marker(EPOCH, 4711, 4712);
    private static final Position POSITION = new Position(EPOCH, 4712, "AAAAAAAAAAAAAAAA");

    private final LogFixture fixture = new LogFixture(InstantSource.fixed(NOW));

    static List<String> releases() {
        return StoredFormats.releases();
    }

    @Test
    void theFormatsOfTheNextReleaseAreKept() {
        LogKeys keys = new LogKeys(LogFixture.FEED);
        fixture.log().mark(CHANGE.id(), MARKER);

        StoredFormats.assertWritten("head", HeadItem.write(keys, HEAD));
        StoredFormats.assertWritten(
                "entry", EntryItems.write(keys, ENTRY, NOW.plusSeconds(93_600)).getFirst());
        StoredFormats.assertWritten(
                "marker",
                fixture.dynamoDb()
                        .getItem(r -> r.tableName(LogFixture.TABLE).key(keys.marker(CHANGE.id())))
                        .item());
        StoredFormats.assertWritten("position", "\"" + POSITION + "\"");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void theHeadIsRead(String release) {
        plant(release, "head");

        assertThat(fixture.log().head()).contains(HEAD);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void anEntryIsReadFromAnyOfItsNumbers(String release) {
        plant(release, "entry");

        assertThat(fixture.reader().read(EPOCH, 4711, 4711)).containsExactly(ENTRY);
        assertThat(fixture.reader().read(EPOCH, 4712, 4712)).containsExactly(ENTRY);
        LogRecord.Change stored = (LogRecord.Change) ENTRY.get(4711);
        assertThat(ChangeBody.read(stored.eventId(), stored.body())).isEqualTo(CHANGE);
    }

    /** A stream record that the release before logged isn't logged twice. */
    @ParameterizedTest
    @MethodSource("releases")
    void theMarkerOfAnEventIsFound(String release) {
        plant(release, "marker");

        assertThat(fixture.log().find(CHANGE.id()).marker()).contains(MARKER);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void attributesThatALaterReleaseAddsAreIgnored(String release) {
        for (String name : List.of("head", "entry", "marker")) {
            var item = StoredFormats.item(release, name);
            item.put("Version", AttributeValue.fromN("2"));
            item.put("Later", AttributeValue.fromS("unknown"));
            fixture.dynamoDb().putItem(r -> r.tableName(LogFixture.TABLE).item(item));
        }

        assertThat(fixture.log().head()).contains(HEAD);
        assertThat(fixture.reader().read(EPOCH, 4711, 4712)).containsExactly(ENTRY);
        assertThat(fixture.log().find(CHANGE.id()).marker()).contains(MARKER);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aPositionThatAPageStoredIsRead(String release) {
        assertThat(Position.parse(StoredFormats.json(release, "position").asText()))
                .contains(POSITION);
    }

    private void plant(String release, String name) {
        fixture.dynamoDb()
                .putItem(
                        r -> r.tableName(LogFixture.TABLE).item(StoredFormats.item(release, name)));
    }
}
