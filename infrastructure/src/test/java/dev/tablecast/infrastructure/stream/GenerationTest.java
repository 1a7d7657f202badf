package dev.tablecast.infrastructure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.infrastructure.ProvisionedStack;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationTest {
    private static final String STREAM =
            "arn:aws:dynamodb:us-east-1:123456789012:table/Items/stream/2026-11-22T19:49:00.000";

    private static final String BY_DEFAULT = description(ProvisionedStack.byDefault());

    @Test
    void anAliasOfTheDeployedVersionStandsForIt() {
        assertThat(ProvisionedStack.byDefault().inputs("Alias", "generation"))
                .containsEntry("functionName", "stream-trigger")
                .containsEntry("functionVersion", "7");
        assertThat(BY_DEFAULT).matches("[0-9a-f]{8} Items stream 2026-11-22T19:49:00\\.000");
    }

    /**
     * Checks that a return to former settings is a new generation, because Pulumi makes the name.
     */
    @Test
    void anotherDescriptionIsAnotherAliasWithANameThatWasNeverThere() {
        assertThat(ProvisionedStack.byDefault().inputs("Alias", "generation"))
                .doesNotContainKey("name");
        assertThat(
                        ProvisionedStack.byDefault()
                                .options("Alias", "generation")
                                .getReplaceOnChanges())
                .containsExactly("description");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parallelizationFactor | 2",
                "eventNames | INSERT",
                "filter | {\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[\"8000\"]}}}}",
                "projection | ALL",
                "sourceStreamArn | " + STREAM,
                "sourceTableName | Orders"
            })
    void whateverLosesChangesOrGivesThemAnotherMeaningMakesANewOne(String setting, String value) {
        assertThat(description(ProvisionedStack.with(setting, value))).isNotEqualTo(BY_DEFAULT);
    }

    @Test
    void everyAttributeThatIsSentAndEveryWordOfATextCounts() {
        assertThat(
                        Set.of(
                                of("projection", "INCLUDE", "projectionAttributes", "a"),
                                of("projection", "INCLUDE", "projectionAttributes", "a,b"),
                                of("messageFormat", "text", "text", "a"),
                                of("messageFormat", "text", "text", "b")))
                .hasSize(4)
                .doesNotContain(BY_DEFAULT);
    }

    @Test
    void whoeverMaySeeAnItemOrFilterByAnAttributeCountsToo() {
        assertThat(
                        Set.of(
                                withTokens(),
                                withTokens("rowAccess", "tenant = :claim.tenant"),
                                withTokens("rowAccess", "tenant = :claim.org"),
                                withTokens("filterableAttributes", "room"),
                                withTokens("filterableAttributes", "room,kind")))
                .hasSize(5);
        assertThat(withTokens()).isEqualTo(BY_DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "batchSize, 7",
        "batchWindowSeconds, 3",
        "maximumRecordAgeSeconds, 60",
        "replayHours, 48",
        "triggerMemoryMegabytes, 1024",
        "pageSize, 100"
    })
    void whateverElseIsChangedGoesOnWithTheEpoch(String setting, String value) {
        assertThat(description(ProvisionedStack.with(setting, value))).isEqualTo(BY_DEFAULT);
    }

    /** The table's name is what clients' positions hang on; the log goes on under it. */
    @Test
    void aTableThatWasReplacedIsANewGenerationOfTheSameFeed() {
        var before = ProvisionedStack.with("sourceStreamArn", STREAM);
        var after =
                ProvisionedStack.with(
                        "sourceStreamArn", STREAM.replace("2026-11-22T", "2026-11-23T"));

        assertThat(description(after))
                .isNotEqualTo(description(before))
                .endsWith("Items stream 2026-11-23T19:49:00.000");
        assertThat(feed(after)).isEqualTo(feed(before)).isEqualTo("Items");
    }

    private static Object feed(ProvisionedStack stack) {
        var environment = (Map<?, ?>) stack.inputs("Function", "stream-trigger").get("environment");
        return ((Map<?, ?>) environment.get("variables")).get("FEED");
    }

    private static String of(String... settings) {
        return description(ProvisionedStack.with(settings));
    }

    private static String withTokens(String... settings) {
        return description(ProvisionedStack.withTokens(settings));
    }

    private static String description(ProvisionedStack stack) {
        return stack.inputs("Alias", "generation").get("description").toString();
    }
}
