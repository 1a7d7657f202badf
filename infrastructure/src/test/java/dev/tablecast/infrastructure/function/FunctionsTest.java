package dev.tablecast.infrastructure.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.asset.FileArchive;
import dev.tablecast.infrastructure.ProvisionedStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
    private static final ProvisionedStack WITH_ROW_ACCESS =
            ProvisionedStack.withTokens(
                    "rowAccess", "tenant = :claim.tenant",
                    "filterableAttributes", "room,kind",
                    "sourceRangeKey", "at:N");

    private final ProvisionedStack stack = ProvisionedStack.byDefault();

    @ParameterizedTest
    @CsvSource({
        "connect, connection.ConnectHandler, 29",
        "disconnect, connection.DisconnectHandler, 29",
        "authorize, authorize.AuthorizeHandler, 12",
        "subscribe, subscribe.SubscribeHandler, 29",
        "post, post.PostHandler, 30",
        "stream-trigger, stream.StreamTriggerHandler, 900",
        "discarded-batches, discarded.DiscardedBatchHandler, 300"
    })
    void aFunctionRunsItsHandlerWithARoleAndALogOfItsOwn(
            String name, String handler, double timeout) {
        var stack = ProvisionedStack.withTokens();

        assertThat(stack.inputs("Function", name))
                .containsEntry("handler", "dev.tablecast.functions." + handler + "::handleRequest")
                .containsEntry("runtime", "java21")
                .containsEntry("architectures", List.of("arm64"))
                .containsEntry("timeout", timeout)
                .containsEntry("role", "arn:aws:iam::123456789012:role/" + name)
                .containsEntry(
                        "loggingConfig",
                        Map.of(
                                "logFormat",
                                "Text",
                                "logGroup",
                                "/aws/lambda/tablecast-dev-" + name))
                .hasEntrySatisfying(
                        "code", code -> assertThat(code).isInstanceOf(FileArchive.class));
        assertThat(stack.inputs("LogGroup", name))
                .containsEntry("name", "/aws/lambda/tablecast-dev-" + name)
                .containsEntry("retentionInDays", 14.0);
        assertThat(stack.inputs("Role", name))
                .containsEntry(
                        "assumeRolePolicy",
                        "{\"Statement\":[{\"Action\":\"sts:AssumeRole\",\"Condition\":"
                                + "{\"StringEquals\":{\"aws:SourceAccount\":\"123456789012\"}},"
                                + "\"Effect\":\"Allow\","
                                + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}],"
                                + "\"Version\":\"2012-10-17\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect",
                "disconnect",
                "authorize",
                "subscribe",
                "post",
                "stream-trigger",
                "discarded-batches"
            })
    void everyVersionStartsFromASnapshotBehindAnAliasAndIsTraced(String name) {
        var stack = ProvisionedStack.withTokens();

        assertThat(stack.inputs("Function", name))
                .containsEntry("publish", true)
                .containsEntry("snapStart", Map.of("applyOn", "PublishedVersions"))
                .containsEntry("tracingConfig", Map.of("mode", "Active"));
        assertThat(stack.inputs("Alias", name))
                .containsEntry("name", "live")
                .containsEntry("functionName", name)
                .containsEntry("functionVersion", "7");
    }

    @ParameterizedTest
    @CsvSource({
        "connect, 1024, 300, 5",
        "disconnect, 1024, 300, 5",
        "authorize, 1024, 300, 12",
        "subscribe, 1024, 350, 6",
        "post, 1769, 400, 12",
        "stream-trigger, 512, 500, 330",
        "discarded-batches, 512, 500, 300"
    })
    void memoryAndTimeAreChoices(String name, double byDefault, double megabytes, double seconds) {
        var stack = ProvisionedStack.withTokens();
        var chosen =
                ProvisionedStack.withTokens(
                        "connectionMemoryMegabytes", "300",
                        "connectionTimeoutSeconds", "5",
                        "subscribeMemoryMegabytes", "350",
                        "subscribeTimeoutSeconds", "6",
                        "postMemoryMegabytes", "400",
                        "postTimeoutSeconds", "12",
                        "triggerMemoryMegabytes", "500",
                        "triggerTimeoutSeconds", "330");

        assertThat(stack.inputs("Function", name)).containsEntry("memorySize", byDefault);
        assertThat(chosen.inputs("Function", name))
                .containsEntry("memorySize", megabytes)
                .containsEntry("timeout", seconds);
    }

    @Test
    void logsAreKeptAsLongAsWasChosen() {
        assertThat(ProvisionedStack.with("logRetentionDays", "90").resources())
                .filteredOn(resource -> resource.type().endsWith(":LogGroup"))
                .hasSizeGreaterThan(4)
                .allSatisfy(
                        group -> assertThat(group.inputs()).containsEntry("retentionInDays", 90.0));
    }

    @Test
    void connectKnowsItsTableAndWhoseOriginsMayConnect() {
        assertThat(environment(stack, "connect"))
                .isEqualTo(Map.of("CONNECTIONS_TABLE", "WebSocketManager", "ALLOWED_ORIGINS", ""));
        assertThat(
                        environment(
                                ProvisionedStack.with(
                                        "allowedOrigins", "https://a.test,https://b.test"),
                                "connect"))
                .containsEntry("ALLOWED_ORIGINS", "https://a.test,https://b.test");
    }

    @Test
    void disconnectKnowsItsTable() {
        assertThat(environment(stack, "disconnect"))
                .isEqualTo(Map.of("CONNECTIONS_TABLE", "WebSocketManager"));
    }

    @Test
    void theAuthorizerKnowsWhoseTokensAreTaken() {
        assertThat(environment(ProvisionedStack.withTokens(), "authorize"))
                .isEqualTo(
                        Map.of(
                                "JWT_ISSUER", "https://issuer.test/",
                                "JWT_AUDIENCE", "tablecast",
                                "JWT_AUDIENCE_CLAIMS", "aud,client_id,azp",
                                "JWT_REQUIRED_CLAIMS", "",
                                "JWT_ALLOW_ID_TOKENS", "false",
                                "JWKS_URL", ""));
        assertThat(
                        environment(
                                ProvisionedStack.withTokens(
                                        "jwtAudience",
                                        "[\"one\",\"other\"]",
                                        "jwtAudienceClaims",
                                        "[\"cid\",\"aud\"]",
                                        "allowIdTokens",
                                        "true",
                                        "jwtRequiredClaims",
                                        "scope=feed,tenant=7",
                                        "jwksUrl",
                                        "https://keys.test/"),
                                "authorize"))
                .containsEntry("JWT_AUDIENCE", "one,other")
                .containsEntry("JWT_AUDIENCE_CLAIMS", "cid,aud")
                .containsEntry("JWT_ALLOW_ID_TOKENS", "true")
                .containsEntry("JWT_REQUIRED_CLAIMS", "scope=feed,tenant=7")
                .containsEntry("JWKS_URL", "https://keys.test/");
    }

    @Test
    void postKnowsTheStageItsBoundsTheLogAndTheMessages() {
        assertThat(
                        environment(
                                ProvisionedStack.with(
                                        "pruneGraceSeconds", "1", "postConcurrency", "2"),
                                "post"))
                .isEqualTo(
                        Map.of(
                                "CONNECTIONS_ENDPOINT", "https://api.test/live",
                                "PRUNE_GRACE_SECONDS", "1",
                                "POST_CONCURRENCY", "2",
                                "CHANGE_LOG_TABLE", "ChangeLog",
                                "MESSAGE_FORMAT", "json",
                                "PROJECTION", "KEYS_ONLY",
                                "PROJECTION_ATTRIBUTES", "",
                                "KEY_ATTRIBUTES", "id",
                                "FILTERS", "on"));
    }

    @Test
    void theStreamTriggerKnowsTheWorkflowAndTheMessages() {
        assertThat(environment(stack, "stream-trigger"))
                .isEqualTo(
                        Map.of(
                                "STATE_MACHINE_ARN",
                                        "arn:aws:states:us-east-1:123456789012:stateMachine:broadcast",
                                "CHANGE_LOG_TABLE", "ChangeLog",
                                "FEED", "Items",
                                "REPLAY_HOURS", "24",
                                "STARTS_AT_LATEST", "false",
                                "MESSAGE_FORMAT", "json",
                                "PROJECTION", "KEYS_ONLY",
                                "PROJECTION_ATTRIBUTES", "",
                                "KEY_ATTRIBUTES", "id",
                                "FILTERS", "on"));
    }

    @Test
    void subscribeKnowsTheConnectionsTheLogAndHowFarItGoesBack() {
        assertThat(environment(ProvisionedStack.with("replayChanges", "5000"), "subscribe"))
                .isEqualTo(
                        Map.ofEntries(
                                Map.entry("CONNECTIONS_TABLE", "WebSocketManager"),
                                Map.entry("CONNECTIONS_ENDPOINT", "https://api.test/live"),
                                Map.entry("CHANGE_LOG_TABLE", "ChangeLog"),
                                Map.entry("FEED", "Items"),
                                Map.entry("REPLAY_HOURS", "24"),
                                Map.entry("REPLAY_CHANGES", "5000"),
                                Map.entry("STARTS_AT_LATEST", "false"),
                                Map.entry("MESSAGE_FORMAT", "json"),
                                Map.entry("PROJECTION", "KEYS_ONLY"),
                                Map.entry("PROJECTION_ATTRIBUTES", ""),
                                Map.entry("KEY_ATTRIBUTES", "id"),
                                Map.entry("FILTERS", "on")));
    }

    @Test
    void subscribeKnowsTheSourceWhereThereAreSnapshots() {
        var more = ProvisionedStack.with("snapshot", "query", "snapshotMaxItems", "50");

        assertThat(environment(more, "subscribe"))
                .containsEntry("SNAPSHOT", "QUERY")
                .containsEntry("SNAPSHOT_MAX_ITEMS", "50")
                .containsEntry("SOURCE_TABLE", "Items")
                .containsEntry("SOURCE_KEY", "id:S");
        assertThat(environment(more, "post")).doesNotContainKeys("SNAPSHOT", "SOURCE_TABLE");
    }

    @Test
    void discardedBatchesKnowsTheWorkflowAndTheFeed() {
        assertThat(environment(stack, "discarded-batches"))
                .isEqualTo(
                        Map.of(
                                "STATE_MACHINE_ARN",
                                        "arn:aws:states:us-east-1:123456789012:stateMachine:broadcast",
                                "CHANGE_LOG_TABLE", "ChangeLog",
                                "FEED", "Items",
                                "REPLAY_HOURS", "24",
                                "STARTS_AT_LATEST", "false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream-trigger", "subscribe", "discarded-batches"})
    void whoeverWritesTheFeedsHeadKnowsTheFeedAndHowLongItsLogIsKept(String function) {
        assertThat(
                        environment(
                                ProvisionedStack.with(
                                        "sourceTableName", "Orders", "replayHours", "48"),
                                function))
                .containsEntry("FEED", "Orders")
                .containsEntry("REPLAY_HOURS", "48");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream-trigger", "subscribe", "discarded-batches"})
    void whoeverWritesTheFeedsHeadKnowsWhetherChangesMayPrecedeIt(String function) {
        assertThat(
                        environment(
                                ProvisionedStack.with(
                                        "sourceStreamArn",
                                        "arn:aws:dynamodb:us-east-1:123456789012:table/Orders/stream/2026-11-22T19:49:00.000"),
                                function))
                .containsEntry("FEED", "Orders")
                .containsEntry("STARTS_AT_LATEST", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream-trigger", "subscribe", "post"})
    void whoeverRendersMessagesKnowsTheirFormat(String function) {
        assertThat(
                        environment(
                                ProvisionedStack.with("messageFormat", "text", "text", "{name}"),
                                function))
                .containsEntry("MESSAGE_FORMAT", "text")
                .containsEntry("TEXT_TEMPLATE", "{name}")
                .doesNotContainKeys("PROJECTION", "PROJECTION_ATTRIBUTES");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream-trigger", "subscribe", "post", "connect"})
    void whoeverMakesOrShowsViewsKnowsWhatLimitsThem(String function) {
        var variables = environment(WITH_ROW_ACCESS, function);

        assertThat(variables)
                .containsEntry("ROW_ACCESS", "tenant = :claim.tenant")
                .containsEntry("FILTERABLE_ATTRIBUTES", "room,kind")
                .containsEntry("KEY_ATTRIBUTES", "id,at")
                .containsEntry("PROJECTION", "KEYS_ONLY")
                .containsEntry("FILTERS", "on")
                .containsEntry("CHANGE_LOG_TABLE", "ChangeLog");
    }

    @Test
    void withRowAccessConnectKnowsTheFeedAndTheAuthorizerTheClaims() {
        assertThat(environment(WITH_ROW_ACCESS, "connect")).containsEntry("FEED", "Items");
        assertThat(environment(WITH_ROW_ACCESS, "authorize"))
                .containsEntry("ROW_ACCESS", "tenant = :claim.tenant");
        for (String function : List.of("disconnect", "discarded-batches")) {
            assertThat(environment(WITH_ROW_ACCESS, function)).doesNotContainKey("ROW_ACCESS");
        }
    }

    /** A filter on images that aren't there would be wrong without a word. */
    @Test
    void ofAStreamOfUnknownImagesTheFunctionsKnowThatThereAreNoFilters() {
        var existing =
                ProvisionedStack.with(
                        "sourceStreamArn",
                        "arn:aws:dynamodb:us-east-1:123456789012:table/Orders/stream/2026-11-22T19:49:00.000");

        assertThat(environment(existing, "subscribe"))
                .containsEntry("FILTERS", "off")
                .doesNotContainKey("KEY_ATTRIBUTES");
        assertThat(existing.warnings())
                .anySatisfy(
                        warning ->
                                assertThat(warning)
                                        .contains("subscriptions with a filter are refused"));
    }

    @Test
    void connectingKnowsNothingOfTheLog() {
        var stack = ProvisionedStack.withTokens();

        for (String function : List.of("connect", "disconnect", "authorize")) {
            assertThat(environment(stack, function))
                    .doesNotContainKeys(
                            "CHANGE_LOG_TABLE", "FEED", "REPLAY_HOURS", "STARTS_AT_LATEST");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> environment(ProvisionedStack stack, String function) {
        var environment =
                (Map<String, Object>) stack.inputs("Function", function).get("environment");
        return (Map<String, String>) environment.get("variables");
    }
}
