package dev.tablecast.infrastructure.configuration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.configuration.message.MessageFormat;
import dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException;
import dev.tablecast.infrastructure.configuration.table.KeyAttribute;
import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.infrastructure.configuration.table.Surroundings;
import dev.tablecast.infrastructure.configuration.table.TableDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotSettingsTest {
    private static final String STREAM =
            "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders/stream/2026-11-22T19:49:00.000";
    private static final String EARLIER = STREAM.replace("2026", "2025");
    private static final List<KeyAttribute> KEY =
            List.of(
                    new KeyAttribute("customer", KeyAttribute.Type.S),
                    new KeyAttribute("placed", KeyAttribute.Type.N));
    private static final String KMS_KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";

    @Test
    void theFunctionIsToldTheKeyAndTheLimitUnlessSnapshotsAreOff() {
        assertThat(read(Map.of("snapshot", "query", "sourceRangeKey", "at:N")).environment())
                .isEqualTo(
                        Map.of(
                                "SNAPSHOT", "QUERY",
                                "SNAPSHOT_MAX_ITEMS", "1000",
                                "SOURCE_KEY", "id:S,at:N"));
        assertThat(read(Map.of()).environment()).isEmpty();
    }

    @Test
    void aSettingTakesWhatItSays() {
        assertThat(problems(Map.of("snapshot", "index")))
                .containsExactly("tablecast:snapshot is \"index\"; it takes off, query or scan");
        assertThat(problems(Map.of("snapshot", "query", "snapshotMaxItems", "10001")))
                .containsExactly(
                        "tablecast:snapshotMaxItems is \"10001\"; it takes a whole number from 1"
                                + " to 10000");
    }

    @Test
    void aLimitOfSnapshotsThatAreOffIsAMistake() {
        assertThat(problems(Map.of("snapshotMaxItems", "5")))
                .containsExactly(
                        "tablecast:snapshotMaxItems is \"5\"; it takes 1000 while snapshot is off");
    }

    @Test
    void plainTextsHaveNoSnapshots() {
        assertThat(
                        problems(
                                Map.of(
                                        "snapshot", "query",
                                        "messageFormat", "text",
                                        "text", "changed")))
                .containsExactly(
                        "tablecast:snapshot is \"query\"; it takes off while messageFormat is"
                                + " text");
    }

    @Test
    void aKeyWithACommaInItsNameCannotBeTold() {
        assertThat(problems(Map.of("snapshot", "scan", "sourceHashKey", "a,b")))
                .containsExactly(
                        "tablecast:snapshot is \"scan\"; it takes off for a table whose key"
                                + " attribute \"a,b\" has a comma in its name");
    }

    @Test
    void theTableOfAStreamIsDescribedForItsKey() {
        var source = Map.of("snapshot", "query", "sourceStreamArn", STREAM);

        assertThat(configuration(source, described(STREAM)).source())
                .isEqualTo(new Source.ExistingStream(STREAM, KEY, Optional.of(KMS_KEY)));
        assertThat(configuration(source, described(STREAM)).snapshots().key()).isEqualTo(KEY);
        assertThat(
                        configuration(
                                        Map.of("sourceStreamArn", STREAM),
                                        Surroundings.without("access denied"))
                                .source())
                .as("without snapshots nobody asks")
                .isEqualTo(new Source.ExistingStream(STREAM));
    }

    @Test
    void aTableThatMayNotBeDescribedHasNoSnapshots() {
        assertThat(
                        problems(
                                Map.of("snapshot", "query", "sourceStreamArn", STREAM),
                                Surroundings.without("access denied")))
                .containsExactly(
                        "tablecast:snapshot is \"query\"; it takes off unless the table of"
                                + " sourceStreamArn may be described: access denied");
    }

    @Test
    void aStreamThatTheTableHasNotAnyMoreIsSaid() {
        assertThat(
                        problems(
                                Map.of("snapshot", "query", "sourceStreamArn", EARLIER),
                                described(STREAM)))
                .containsExactly(
                        "tablecast:sourceStreamArn is \""
                                + EARLIER
                                + "\"; it takes the stream that the table has now, "
                                + STREAM
                                + ", while snapshot is on");
    }

    @Test
    void aTableOfAStreamThatIsDescribedHasFiltersIfItHasBothImages() {
        var source = Map.of("snapshot", "query", "sourceStreamArn", STREAM);

        assertThat(
                        ((MessageFormat.Json)
                                        configuration(source, described(STREAM)).messageFormat())
                                .views()
                                .filters())
                .isTrue();
        assertThat(problems(source, described(STREAM, "NEW_IMAGE")))
                .containsExactly(
                        "tablecast:snapshot is \"query\"; it takes off or scan unless the table's"
                                + " stream has both images: without them no filter can give the"
                                + " partition key");
    }

    private static Surroundings described(String stream) {
        return described(stream, "NEW_AND_OLD_IMAGES");
    }

    private static Surroundings described(String stream, String viewType) {
        return new Surroundings(
                Optional.empty(),
                name ->
                        new TableDescription(
                                KEY,
                                Optional.of(stream),
                                Optional.of(viewType),
                                Optional.of(KMS_KEY)));
    }

    private static Snapshots read(Map<String, String> more) {
        return configuration(more, Surroundings.UNKNOWN).snapshots();
    }

    private static TablecastConfiguration configuration(
            Map<String, String> more, Surroundings surroundings) {
        var settings = new HashMap<>(more);
        settings.put("auth", "none");
        return TablecastConfiguration.of(settings, surroundings);
    }

    private static List<String> problems(Map<String, String> more) {
        return problems(more, Surroundings.UNKNOWN);
    }

    private static List<String> problems(Map<String, String> more, Surroundings surroundings) {
        return catchThrowableOfType(
                        InvalidConfigurationException.class,
                        () -> configuration(more, surroundings))
                .problems();
    }
}
