package dev.tablecast.infrastructure.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tablecast.infrastructure.configuration.access.Auth;
import dev.tablecast.infrastructure.configuration.access.ConnectionBounds;
import dev.tablecast.infrastructure.configuration.access.Projection;
import dev.tablecast.infrastructure.configuration.access.Views;
import dev.tablecast.infrastructure.configuration.api.AccessLog;
import dev.tablecast.infrastructure.configuration.api.CustomDomain;
import dev.tablecast.infrastructure.configuration.api.StageLimits;
import dev.tablecast.infrastructure.configuration.function.FunctionRuntime;
import dev.tablecast.infrastructure.configuration.function.FunctionSizes;
import dev.tablecast.infrastructure.configuration.message.BroadcastLimits;
import dev.tablecast.infrastructure.configuration.message.MessageFormat;
import dev.tablecast.infrastructure.configuration.operations.AlarmThresholds;
import dev.tablecast.infrastructure.configuration.operations.ExecutionTrace;
import dev.tablecast.infrastructure.configuration.operations.Governance;
import dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException;
import dev.tablecast.infrastructure.configuration.source.ChangeFilter;
import dev.tablecast.infrastructure.configuration.source.EventName;
import dev.tablecast.infrastructure.configuration.source.Replay;
import dev.tablecast.infrastructure.configuration.source.Snapshots;
import dev.tablecast.infrastructure.configuration.source.StreamDelivery;
import dev.tablecast.infrastructure.configuration.table.KeyAttribute;
import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.infrastructure.configuration.table.Surroundings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                                new Source.NewTable(
                                        "Items",
                                        List.of(new KeyAttribute("id", KeyAttribute.Type.S)),
                                        true),
                                true,
                                new StreamDelivery(
                                        new ChangeFilter(List.of(EventName.values()), "{}"),
                                        100,
                                        0,
                                        1,
                                        3600),
                                new MessageFormat.Json(
                                        new Projection.KeysOnly(),
                                        new Views(
                                                Optional.empty(), List.of(), List.of("id"), true)),
                                new Replay(24, 20_000),
                                new Snapshots(
                                        Snapshots.Mode.OFF,
                                        1_000,
                                        List.of(new KeyAttribute("id", KeyAttribute.Type.S))),
                                List.of(),
                                new ConnectionBounds(0, 0),
                                1,
                                new BroadcastLimits(1000, 250, Duration.ofSeconds(30), 256, 30),
                                new FunctionSizes(
                                        1024,
                                        Duration.ofSeconds(29),
                                        1024,
                                        Duration.ofSeconds(29),
                                        1769,
                                        512,
                                        Duration.ofMinutes(15)),
                                new FunctionRuntime(Optional.empty(), Optional.empty()),
                                new StageLimits(500, 500),
                                Optional.empty(),
                                new AccessLog.IfThereIsARole(),
                                14,
                                ExecutionTrace.ERRORS,
                                new Governance(Optional.empty(), Optional.empty(), Map.of()),
                                new AlarmThresholds(Optional.empty(), 60, 0, 10_000)));
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
                                Map.entry("pointInTimeRecovery", "false"),
                                Map.entry("deletionProtection", "false"),
                                Map.entry("eventNames", "REMOVE, INSERT"),
                                Map.entry("filter", "{\"eventID\":[\"1\"]}"),
                                Map.entry("messageFormat", "json"),
                                Map.entry("filterableAttributes", "owner"),
                                Map.entry("projection", "INCLUDE"),
                                Map.entry("projectionAttributes", "[\"name\",\"zip\"]"),
                                Map.entry("allowedOrigins", "https://a.test,http://localhost:3000"),
                                Map.entry("pageSize", "20"),
                                Map.entry("chunkSize", "7"),
                                Map.entry("postTimeoutSeconds", "12"),
                                Map.entry("postConcurrency", "9"),
                                Map.entry("pruneGraceSeconds", "1"),
                                Map.entry("batchSize", "2"),
                                Map.entry("batchWindowSeconds", "3"),
                                Map.entry("parallelizationFactor", "4"),
                                Map.entry("maximumRecordAgeSeconds", "60"),
                                Map.entry("replayHours", "48"),
                                Map.entry("replayChanges", "5000"),
                                Map.entry("snapshot", "scan"),
                                Map.entry("snapshotMaxItems", "50"),
                                Map.entry("connectionMemoryMegabytes", "300"),
                                Map.entry("connectionTimeoutSeconds", "5"),
                                Map.entry("subscribeMemoryMegabytes", "350"),
                                Map.entry("subscribeTimeoutSeconds", "6"),
                                Map.entry("postMemoryMegabytes", "400"),
                                Map.entry("triggerMemoryMegabytes", "500"),
                                Map.entry("triggerTimeoutSeconds", "330"),
                                Map.entry("logRetentionDays", "30"),
                                Map.entry("requestsPerSecond", "20"),
                                Map.entry("requestBurst", "5"),
                                Map.entry("accessLog", "true"),
                                Map.entry("apiGatewayLogRole", "create"),
                                Map.entry("executionTrace", "full"),
                                Map.entry("snapStart", "false"),
                                Map.entry("architecture", "x86_64"),
                                Map.entry("customDomain", "feed.example.com"),
                                Map.entry("customDomainCertificateArn", CERTIFICATE),
                                Map.entry("permissionsBoundary", BOUNDARY),
                                Map.entry("kmsKeyArn", KEY),
                                Map.entry("tags", "team=feeds, cost-center=42"),
                                Map.entry("alarmTopicArn", TOPIC),
                                Map.entry("iteratorAgeAlarmSeconds", "90"),
                                Map.entry("closedConnectionsAlarm", "7"),
                                Map.entry("maximumConnections", "500"),
                                Map.entry("sweepMinutes", "15")));

        assertThat(configuration)
                .isEqualTo(
                        new TablecastConfiguration(
                                new Auth.Iam(),
                                new Source.NewTable(
                                        "Orders",
                                        List.of(
                                                new KeyAttribute("customer", KeyAttribute.Type.S),
                                                new KeyAttribute("placed", KeyAttribute.Type.N)),
                                        false),
                                false,
                                new StreamDelivery(
                                        new ChangeFilter(
                                                List.of(EventName.INSERT, EventName.REMOVE),
                                                "{\"eventID\":[\"1\"]}"),
                                        2,
                                        3,
                                        4,
                                        60),
                                new MessageFormat.Json(
                                        new Projection.Include(List.of("name", "zip")),
                                        new Views(
                                                Optional.empty(),
                                                List.of("owner"),
                                                List.of("customer", "placed"),
                                                true)),
                                new Replay(48, 5000),
                                new Snapshots(
                                        Snapshots.Mode.SCAN,
                                        50,
                                        List.of(
                                                new KeyAttribute("customer", KeyAttribute.Type.S),
                                                new KeyAttribute("placed", KeyAttribute.Type.N))),
                                List.of("https://a.test", "http://localhost:3000"),
                                new ConnectionBounds(500, 0),
                                15,
                                new BroadcastLimits(20, 7, Duration.ofSeconds(12), 9, 1),
                                new FunctionSizes(
                                        300,
                                        Duration.ofSeconds(5),
                                        350,
                                        Duration.ofSeconds(6),
                                        400,
                                        500,
                                        Duration.ofSeconds(330)),
                                new FunctionRuntime(Optional.of(false), Optional.of("x86_64")),
                                new StageLimits(20, 5),
                                Optional.of(new CustomDomain("feed.example.com", CERTIFICATE)),
                                new AccessLog.WithNewRole(),
                                30,
                                ExecutionTrace.FULL,
                                new Governance(
                                        Optional.of(BOUNDARY),
                                        Optional.of(KEY),
                                        Map.of("team", "feeds", "cost-center", "42")),
                                new AlarmThresholds(Optional.of(TOPIC), 90, 7, 400)));
    }

    @Test
    void itIsReadFromPulumisNamespaceAndListsAsPulumiWritesThem() {
        var pulumi =
                new PulumiConfiguration(
                        "{\"tablecast:auth\":\"iam\",\"other:pageSize\":\"5\","
                                + "\"tablecast:eventNames\":\"[\\\"INSERT\\\"]\"}");

        assertThat(TablecastConfiguration.from(pulumi, pulumi.environment(), Surroundings.UNKNOWN))
                .isEqualTo(with("auth", "iam", "eventNames", "INSERT"));
    }

    @Test
    void aMisspeltSettingInTheStacksFileIsAProblemToo() {
        var pulumi =
                new PulumiConfiguration(
                        "{\"tablecast:auth\":\"iam\",\"tablecast:pagesize\":\"5\"}");

        assertThatThrownBy(
                        () ->
                                TablecastConfiguration.from(
                                        pulumi, pulumi.environment(), Surroundings.UNKNOWN))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(
                        "tablecast:pagesize is not a setting; did you mean pageSize?");
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
                .containsExactly("tablecast:pagesize is not a setting; did you mean pageSize?");
    }

    @ParameterizedTest
    @CsvSource({
        "pageSize, 1, 1000",
        "postTimeoutSeconds, 10, 60",
        "postConcurrency, 1, 512",
        "pruneGraceSeconds, 1, 600",
        "batchSize, 1, 10000",
        "batchWindowSeconds, 0, 300",
        "parallelizationFactor, 1, 10",
        "connectionMemoryMegabytes, 256, 10240",
        "connectionTimeoutSeconds, 5, 29",
        "subscribeMemoryMegabytes, 256, 10240",
        "subscribeTimeoutSeconds, 5, 29",
        "postMemoryMegabytes, 256, 10240",
        "triggerMemoryMegabytes, 256, 10240",
        "triggerTimeoutSeconds, 330, 900",
        "requestsPerSecond, 1, 10000",
        "requestBurst, 1, 5000",
        "maximumRecordAgeSeconds, 60, 82800",
        "replayHours, 1, 168",
        "replayChanges, 1000, 1000000",
        "iteratorAgeAlarmSeconds, 1, 86400",
        "closedConnectionsAlarm, 0, 1000000",
        "connectionsAlarm, 1, 10000000",
        "maximumConnections, 0, 10000000",
        "sweepMinutes, 1, 60"
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
    void aLogIsKeptForATimeThatCloudWatchTakes() {
        assertThat(with("logRetentionDays", "3653").logRetentionDays()).isEqualTo(3653);
        assertThat(problems(Map.of("auth", "none", "logRetentionDays", "10")))
                .singleElement()
                .asString()
                .startsWith(
                        "tablecast:logRetentionDays is \"10\"; it takes one of 1, 3, 5, 7, 14,"
                                + " 30,");
    }

    @Test
    void aRoleForLogsGoesWithALog() {
        assertThat(
                        problems(
                                Map.of(
                                        "auth",
                                        "none",
                                        "accessLog",
                                        "false",
                                        "apiGatewayLogRole",
                                        "existing")))
                .containsExactly(
                        "tablecast:apiGatewayLogRole is \"existing\"; it takes no value unless"
                                + " accessLog is true");
        assertThat(with("accessLog", "false").accessLog()).isEqualTo(new AccessLog.None());
    }

    @Test
    void aRecordIsAlwaysGivenUpBeforeItsStreamLosesIt() {
        assertThat(problems(Map.of("auth", "none", "maximumRecordAgeSeconds", "-1")))
                .containsExactly(
                        "tablecast:maximumRecordAgeSeconds is \"-1\"; it takes a whole number from"
                                + " 60 to 82800");
    }

    @Test
    void aSettingThatIsGoneNamesWhatThereIsInItsPlace() {
        assertThat(problems(Map.of("auth", "none", "maximumRetryAttempts", "3")))
                .containsExactly(
                        "tablecast:maximumRetryAttempts is no longer a setting;"
                                + " maximumRecordAgeSeconds alone says how long a batch is tried"
                                + " again");
        assertThat(problems(Map.of("auth", "none", "postAttempts", "3")))
                .containsExactly(
                        "tablecast:postAttempts is no longer a setting; postTimeoutSeconds alone"
                                + " says how long a connection is tried again");
    }

    @Test
    void aFeedIsCalledLikeItsTableWhereverThatComesFrom() {
        assertThat(with("sourceTableName", "Orders").source().feed()).isEqualTo("Orders");
        assertThat(
                        with(
                                        "sourceStreamArn",
                                        "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders/stream/2026-11-22T19:49:00.000")
                                .source()
                                .feed())
                .isEqualTo("Orders");
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

    @ParameterizedTest
    @CsvSource({"ab", "My Table", "WebSocketManager", "ConnectionCounts", "ChangeLog"})
    void theSourceTableNeedsANameOfItsOwn(String name) {
        assertThat(problems(Map.of("auth", "none", "sourceTableName", name)))
                .containsExactly(
                        "tablecast:sourceTableName is \"%s\"; it takes 3 to 200 letters, digits, _,"
                                        .formatted(name)
                                + " . and -, and none of WebSocketManager, ConnectionCounts,"
                                + " ChangeLog");
    }

    @Test
    void theTwoKeysOfATableDiffer() {
        assertThat(problems(Map.of("auth", "none", "sourceRangeKey", "id:N")))
                .containsExactly(
                        "tablecast:sourceRangeKey is \"id:N\"; it takes another name than the hash"
                                + " key");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders/stream/2026-11-22T19:49:00.000",
        "arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/Orders/stream/2026-11-22T19:49:00.000"
    })
    void theStreamOfATableThatExistsNamesItsTable(String arn) {
        assertThat(with("sourceStreamArn", arn).source())
                .isEqualTo(new Source.ExistingStream(arn))
                .extracting(source -> ((Source.ExistingStream) source).tableName())
                .isEqualTo("Orders");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders",
        "arn:aws:dynamodb:eu-west-1:1234:table/Orders/stream/2026-11-22T19:49:00.000",
        "arn:aws:kinesis:eu-west-1:123456789012:stream/Orders",
        "Orders"
    })
    void onlyTheArnOfAStreamNamesATableThatExists(String arn) {
        assertThat(problems(Map.of("auth", "none", "sourceStreamArn", arn)))
                .containsExactly(
                        "tablecast:sourceStreamArn is \"%s\"; it takes the ARN of a table's stream,"
                                        .formatted(arn)
                                + " such as arn:aws:dynamodb:us-east-1:123456789012:table/Items/"
                                + "stream/2026-11-22T19:49:00.000");
    }

    @Test
    void aTableThatExistsIsNotDescribedAgain() {
        assertThat(
                        problems(
                                Map.of(
                                        "auth",
                                        "none",
                                        "sourceStreamArn",
                                        STREAM,
                                        "sourceTableName",
                                        "Orders",
                                        "sourceHashKey",
                                        "id")))
                .containsExactly(
                        "tablecast:sourceTableName is \"Orders\"; it takes no value while"
                                + " sourceStreamArn names the stream of a table that exists",
                        "tablecast:sourceHashKey is \"id\"; it takes no value while"
                                + " sourceStreamArn names the stream of a table that exists");
    }

    @Test
    void aStreamIsReadInItsOwnRegion() {
        var elsewhere =
                new PulumiConfiguration(
                        "{\"tablecast:auth\":\"iam\",\"aws:region\":\"us-east-1\","
                                + "\"tablecast:sourceStreamArn\":\"%s\"}".formatted(STREAM));

        assertThatThrownBy(
                        () ->
                                TablecastConfiguration.from(
                                        elsewhere, elsewhere.environment(), Surroundings.UNKNOWN))
                .hasMessageEndingWith("it takes one in the stack's Region, us-east-1");
        assertThat(with("sourceStreamArn", STREAM).source())
                .isEqualTo(new Source.ExistingStream(STREAM));
    }

    @ParameterizedTest
    @CsvSource({
        "alarms",
        "arn:aws:sns:eu-west-1:1234:alarms",
        "arn:aws:sqs:eu-west-1:123456789012:alarms",
        "arn:aws:sns:eu-west-1:123456789012:alarms.fifo"
    })
    void onlyTheArnOfAStandardTopicNamesOne(String arn) {
        assertThat(problems(Map.of("auth", "none", "alarmTopicArn", arn)))
                .containsExactly(
                        "tablecast:alarmTopicArn is \"%s\"; it takes the ARN of a standard SNS"
                                        .formatted(arn)
                                + " topic, such as arn:aws:sns:us-east-1:123456789012:alarms");
    }

    @Test
    void aBoundThatCanHaveNoEffectIsRefused() {
        assertThat(
                        problems(
                                Map.of(
                                        "auth", "none",
                                        "maximumConnections", "100",
                                        "maximumConnectionsPerSubject", "101",
                                        "connectionsAlarm", "101")))
                .containsExactlyInAnyOrder(
                        "tablecast:maximumConnectionsPerSubject is \"101\"; it takes 0 unless"
                                + " auth is jwt",
                        "tablecast:maximumConnectionsPerSubject is \"101\"; it takes at most"
                                + " maximumConnections, 100",
                        "tablecast:connectionsAlarm is \"101\"; it takes at most"
                                + " maximumConnections, 100");
    }

    @Test
    void anAlarmTellsATopicOfItsOwnRegion() {
        var elsewhere =
                new PulumiConfiguration(
                        "{\"tablecast:auth\":\"iam\",\"aws:region\":\"us-east-1\","
                                + "\"tablecast:alarmTopicArn\":\"%s\"}".formatted(TOPIC));

        assertThatThrownBy(
                        () ->
                                TablecastConfiguration.from(
                                        elsewhere, elsewhere.environment(), Surroundings.UNKNOWN))
                .hasMessageContaining("tablecast:alarmTopicArn is \"" + TOPIC + "\"")
                .hasMessageEndingWith("it takes one in the stack's Region, us-east-1");
    }

    @Test
    void anOriginIsKeptAsBrowsersSendIt() {
        assertThat(
                        with(
                                        "allowedOrigins",
                                        "HTTPS://Bücher.example:443,https://bücher.example,"
                                                + " https://*.example.com, capacitor://localhost")
                                .allowedOrigins())
                .containsExactly(
                        "https://xn--bcher-kva.example",
                        "https://*.example.com",
                        "capacitor://localhost");
    }

    @Test
    void everyOriginThatNoBrowserSendsIsNamed() {
        assertThat(
                        problems(
                                Map.of(
                                        "auth",
                                        "none",
                                        "allowedOrigins",
                                        "a.test,https://b.test,https://a.test/,wss://a.test")))
                .containsExactly(
                        "tablecast:allowedOrigins is \"a.test\"; it takes an origin with its"
                                + " scheme, such as https://example.com",
                        "tablecast:allowedOrigins is \"https://a.test/\"; it takes an origin,"
                                + " which ends before the path: https://a.test",
                        "tablecast:allowedOrigins is \"wss://a.test\"; it takes the scheme of the"
                                + " page, not of its WebSocket: https, or http without TLS");
    }

    @Test
    void aStarGoesWithNoOtherOrigin() {
        assertThat(problems(Map.of("auth", "none", "allowedOrigins", "*,https://a.test")))
                .singleElement()
                .asString()
                .startsWith("tablecast:allowedOrigins is \"*,https://a.test\"; it takes * alone");
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
        assertThatThrownBy(() -> new BroadcastLimits(1001, 100, TIMEOUT, 128, 10))
                .hasMessage("pageSize is 1001; it takes a whole number from 1 to 1000");
        assertThatThrownBy(() -> new BroadcastLimits(10, 11, TIMEOUT, 128, 10))
                .hasMessage("chunkSize is 11; it takes a whole number from 1 to 10");
        assertThatThrownBy(() -> new ChangeFilter(List.of(), "INSERT"))
                .hasMessageStartingWith("filter is INSERT; it takes a JSON object");
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String CERTIFICATE =
            "arn:aws:acm:eu-west-1:123456789012:certificate/1a2b3c4d-0000-4000-8000-000000000000";
    private static final String BOUNDARY = "arn:aws:iam::123456789012:policy/Boundary";
    private static final String KEY =
            "arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-0000-4000-8000-000000000000";
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final String STREAM =
            "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders/stream/2026-11-22T19:49:00.000";

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
