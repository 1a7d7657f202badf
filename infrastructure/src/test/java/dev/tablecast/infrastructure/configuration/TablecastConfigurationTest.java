package dev.tablecast.infrastructure.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.pulumi.Config;
import com.pulumi.test.internal.PulumiTestInternal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablecastConfigurationTest {

    @Test
    void everythingButAuthHasADefault() {
        assertThat(with())
                .isEqualTo(
                        new TablecastConfiguration(
                                new Auth.None(),
                                new SourceTable(
                                        "Items",
                                        List.of(new KeyAttribute("id", KeyAttribute.Type.S))),
                                new StreamDelivery(
                                        new ChangeFilter(List.of(EventName.values()), "{}"),
                                        100,
                                        0,
                                        10,
                                        3600),
                                new MessageFormat.Json(new Projection.KeysOnly()),
                                List.of(),
                                new Broadcast(1000, 100, 3, Duration.ofSeconds(30), 128, 10),
                                false));
    }

    @Test
    void everySettingIsRead() {
        var configuration =
                TablecastConfiguration.of(
                        Map.ofEntries(
                                Map.entry("auth", "iam"),
                                Map.entry("sourceTableName", "Orders"),
                                Map.entry("sourceHashKey", "customer"),
                                Map.entry("sourceRangeKey", "placed:N"),
                                Map.entry("eventNames", "REMOVE, INSERT"),
                                Map.entry("filter", "{\"dynamodb\":{\"Keys\":{}}}"),
                                Map.entry("messageFormat", "json"),
                                Map.entry("projection", "INCLUDE"),
                                Map.entry("projectionAttributes", "[\"name\",\"zip\"]"),
                                Map.entry("allowedOrigins", "https://a.test,http://localhost:3000"),
                                Map.entry("pageSize", "20"),
                                Map.entry("chunkSize", "7"),
                                Map.entry("postAttempts", "5"),
                                Map.entry("postTimeoutSeconds", "12"),
                                Map.entry("postConcurrency", "9"),
                                Map.entry("pruneGraceSeconds", "1"),
                                Map.entry("batchSize", "2"),
                                Map.entry("batchWindowSeconds", "3"),
                                Map.entry("maximumRetryAttempts", "0"),
                                Map.entry("maximumRecordAgeSeconds", "60"),
                                Map.entry("logExecutionData", "true")));

        assertThat(configuration)
                .isEqualTo(
                        new TablecastConfiguration(
                                new Auth.Iam(),
                                new SourceTable(
                                        "Orders",
                                        List.of(
                                                new KeyAttribute("customer", KeyAttribute.Type.S),
                                                new KeyAttribute("placed", KeyAttribute.Type.N))),
                                new StreamDelivery(
                                        new ChangeFilter(
                                                List.of(EventName.INSERT, EventName.REMOVE),
                                                "{\"dynamodb\":{\"Keys\":{}}}"),
                                        2,
                                        3,
                                        0,
                                        60),
                                new MessageFormat.Json(
                                        new Projection.Include(List.of("name", "zip"))),
                                List.of("https://a.test", "http://localhost:3000"),
                                new Broadcast(20, 7, 5, Duration.ofSeconds(12), 9, 1),
                                true));
    }

    @Test
    void itIsReadFromPulumisNamespaceAndListsAsPulumiWritesThem() {
        var config =
                new Config(
                        PulumiTestInternal.config(
                                PulumiTestInternal.parseConfig(
                                        "{\"tablecast:auth\":\"iam\",\"other:pageSize\":\"5\","
                                                + "\"tablecast:eventNames\":\"[\\\"INSERT\\\"]\"}"),
                                PulumiTestInternal.parseConfigSecretKeys("[]")),
                        "tablecast");

        assertThat(TablecastConfiguration.from(config))
                .isEqualTo(with("auth", "iam", "eventNames", "INSERT"));
    }

    @Test
    void authHasNoDefault() {
        assertThat(problems(Map.of()))
                .containsExactly("tablecast:auth is not set; it takes jwt, iam or none");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        var settings =
                Map.of(
                        "auth",
                        "oauth",
                        "sourceHashKey",
                        "id:X",
                        "batchSize",
                        "0",
                        "text",
                        "changed");

        assertThat(problems(settings))
                .containsExactly(
                        "tablecast:auth is \"oauth\"; it takes jwt, iam or none",
                        "tablecast:sourceHashKey is \"id:X\"; it takes an attribute's name of 1 to"
                                + " 255 characters and a type, S, N or B, such as id:S",
                        "tablecast:batchSize is \"0\"; it takes a whole number from 1 to 10000",
                        "tablecast:text is \"changed\"; it takes no value unless messageFormat is"
                                + " text");
        assertThatThrownBy(() -> TablecastConfiguration.of(settings))
                .hasMessageContaining("tablecast:auth")
                .hasMessageContaining("tablecast:text");
    }

    @Test
    void aSettingThatDoesNotExistIsAProblem() {
        assertThat(problems(Map.of("auth", "none", "pagesize", "5")))
                .singleElement()
                .asString()
                .startsWith("tablecast:pagesize is no setting; there are allowedOrigins, auth, ")
                .contains("text");
    }

    @ParameterizedTest
    @CsvSource({
        "pageSize, 1, 1000",
        "postAttempts, 1, 10",
        "postTimeoutSeconds, 10, 60",
        "postConcurrency, 1, 512",
        "pruneGraceSeconds, 1, 600",
        "batchSize, 1, 10000",
        "batchWindowSeconds, 0, 300",
        "maximumRetryAttempts, 0, 10000",
        "maximumRecordAgeSeconds, 60, 604800"
    })
    void aNumberStaysWithinItsBounds(String setting, int minimum, int maximum) {
        with(setting, Integer.toString(minimum));
        with(setting, Integer.toString(maximum));
        for (String wrong : List.of("" + (minimum - 1), "" + (maximum + 1), "many", "1.5")) {
            assertThat(problems(Map.of("auth", "none", setting, wrong)))
                    .containsExactly(
                            "tablecast:%s is \"%s\"; it takes a whole number from %d to %d"
                                    .formatted(setting, wrong, minimum, maximum));
        }
    }

    @Test
    void aRecordMayBeKeptForever() {
        assertThat(with("maximumRecordAgeSeconds", "-1").streamDelivery().maximumRecordAgeSeconds())
                .isEqualTo(-1);
    }

    @Test
    void aChunkIsNeverLargerThanAPage() {
        assertThat(with("pageSize", "2").broadcast().chunkSize()).isEqualTo(2);
        assertThat(problems(Map.of("auth", "none", "pageSize", "5", "chunkSize", "6")))
                .containsExactly("tablecast:chunkSize is \"6\"; it takes at most pageSize, 5");
    }

    @Test
    void aPageHasNoMoreChunksThanRunAtATime() {
        assertThat(with("pageSize", "81", "chunkSize", "3").broadcast().chunkSize()).isEqualTo(3);
        assertThat(problems(Map.of("auth", "none", "pageSize", "81", "chunkSize", "2")))
                .containsExactly(
                        "tablecast:chunkSize is \"2\"; it takes at least 3, a fortieth of"
                                + " pageSize");
    }

    @Test
    void aConnectionThatTakesNothingIsClosedWithinTheTimeOfAnExecution() {
        assertThat(with().broadcast().longestHold()).isEqualTo(Duration.ofSeconds(63));
        assertThat(
                        problems(
                                Map.of(
                                        "auth",
                                        "none",
                                        "postAttempts",
                                        "7",
                                        "postTimeoutSeconds",
                                        "60")))
                .containsExactly(
                        "tablecast:postAttempts is \"7\"; it takes fewer with a postTimeoutSeconds"
                                + " of 60: a connection may hold an execution for 240 seconds, not"
                                + " 261");
    }

    @ParameterizedTest
    @CsvSource({"ab", "My Table", "WebSocketManager"})
    void theSourceTableNeedsANameOfItsOwn(String name) {
        assertThat(problems(Map.of("auth", "none", "sourceTableName", name)))
                .containsExactly(
                        "tablecast:sourceTableName is \"%s\"; it takes 3 to 200 letters, digits, _,"
                                        .formatted(name)
                                + " . and -, and not WebSocketManager");
    }

    @Test
    void theTwoKeysOfATableDiffer() {
        assertThat(problems(Map.of("auth", "none", "sourceRangeKey", "id:N")))
                .containsExactly(
                        "tablecast:sourceRangeKey is \"id\"; it takes another name than the hash"
                                + " key");
    }

    @ParameterizedTest
    @CsvSource({"a.test", "https://a.test/", "wss://a.test", "'*,https://a.test'"})
    void anOriginIsASchemeAndAHost(String origins) {
        assertThat(problems(Map.of("auth", "none", "allowedOrigins", origins)))
                .singleElement()
                .asString()
                .endsWith("it takes * alone, or origins such as https://example.com");
    }

    @Test
    void aStarAllowsAnyOrigin() {
        assertThat(with("allowedOrigins", "*").allowedOrigins()).isEmpty();
    }

    @Test
    void anEmptySettingIsNotSet() {
        assertThat(with("filter", " ", "text", "")).isEqualTo(with());
    }

    @Test
    void javaCodeIsKeptToTheSameBounds() {
        assertThatThrownBy(() -> new Broadcast(1001, 100, 3, TIMEOUT, 128, 10))
                .hasMessage("pageSize is 1001; it takes a whole number from 1 to 1000");
        assertThatThrownBy(() -> new Broadcast(10, 11, 3, TIMEOUT, 128, 10))
                .hasMessage("chunkSize is 11; it takes a whole number from 1 to 10");
        assertThatThrownBy(() -> new ChangeFilter(List.of(), "INSERT"))
                .hasMessageStartingWith("pattern is \"INSERT\"; it takes a JSON object");
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static TablecastConfiguration with(String... settings) {
        var values = new HashMap<>(Map.of("auth", "none"));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return TablecastConfiguration.of(values);
    }

    private static List<String> problems(Map<String, String> settings) {
        return catchThrowableOfType(
                        InvalidConfigurationException.class,
                        () -> TablecastConfiguration.of(settings))
                .problems();
    }
}
