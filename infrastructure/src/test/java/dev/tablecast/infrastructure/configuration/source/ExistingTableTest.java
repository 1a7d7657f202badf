package dev.tablecast.infrastructure.configuration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tablecast.infrastructure.account.Account;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExistingTableTest {
    private static final String STREAM =
            "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders/stream/2026-11-22T19:49:00.000";
    private static final List<KeyAttribute> KEY =
            List.of(new KeyAttribute("customer", KeyAttribute.Type.S));
    private static final String KMS_KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";
    private static final TableDescription WITHOUT_STREAM =
            new TableDescription(KEY, Optional.empty(), Optional.empty(), Optional.empty());

    @Test
    void theNameIsEnough() {
        assertThat(read("NEW_AND_OLD_IMAGES", "projection", "ALL").source())
                .isEqualTo(new Source.ExistingStream(STREAM, KEY, Optional.of(KMS_KEY)));
    }

    @Test
    void aTableThatIsNotFoundIsSaid() {
        assertThat(problems(Surroundings.without("couldn't find resource"), Map.of()))
                .containsExactly(
                        "tablecast:existingTable is \"Orders\"; it takes the name of a table in the"
                                + " stack's account and Region that may be described: couldn't find"
                                + " resource");
    }

    @Test
    void aStreamThatIsOffIsSaidWithTheCommandThatTurnsItOn() {
        assertThat(problems(in(WITHOUT_STREAM), Map.of()))
                .containsExactly(
                        "tablecast:existingTable is \"Orders\"; it takes a table whose stream is"
                            + " on; this turns it on: aws dynamodb update-table --region eu-west-1"
                            + " --table-name Orders --stream-specification"
                            + " StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KEYS_ONLY | projection | ALL | projection or text show items",
                "KEYS_ONLY | text | {name} | projection or text show items",
                "KEYS_ONLY | filter | {\"dynamodb\":{\"NewImage\":{\"a\":{\"S\":[\"b\"]}}}}"
                        + " | filter asks for the NewImage",
                "NEW_IMAGE | filter | {\"dynamodb\":{\"OldImage\":{\"a\":{\"S\":[\"b\"]}}}}"
                        + " | filter asks for the OldImage"
            })
    void imagesThatTheStreamLacksAreMissed(
            String viewType, String setting, String value, String reason) {
        var more = new HashMap<>(Map.of(setting, value));
        if (setting.equals("text")) {
            more.put("messageFormat", "text");
        }

        assertThat(problems(in(table(viewType)), more))
                .singleElement()
                .asString()
                .contains(reason)
                .contains("StreamEnabled=false")
                .endsWith("StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES");
    }

    @ParameterizedTest
    @CsvSource({
        "KEYS_ONLY, rowAccess",
        "NEW_IMAGE, rowAccess",
        "OLD_IMAGE, rowAccess",
        "NEW_IMAGE, filterableAttributes"
    })
    void whatLooksAtBothImagesIsRefusedWithoutBoth(String viewType, String setting) {
        var more =
                Map.of(
                        "auth",
                        "jwt",
                        "jwtIssuer",
                        "https://issuer.test",
                        "jwtAudience",
                        "tablecast",
                        setting,
                        setting.equals("rowAccess") ? "a = :claim.b" : "a");

        assertThat(problems(in(table(viewType)), more))
                .singleElement()
                .asString()
                .startsWith(
                        "tablecast:existingTable is \"Orders\"; it takes a table whose stream has"
                                + " NEW_AND_OLD_IMAGES, because "
                                + setting
                                + " needs both images;");
        assertThat(TablecastConfiguration.of(settings(more), in(table("NEW_AND_OLD_IMAGES"))))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"KEYS_ONLY, off", "NEW_IMAGE, off", "OLD_IMAGE, off", "NEW_AND_OLD_IMAGES, on"})
    void subscriptionsHaveFiltersIfTheStreamHasBothImages(String viewType, String filters) {
        assertThat(read(viewType, "projection", "KEYS_ONLY").messageFormat().environment())
                .containsEntry("FILTERS", filters)
                .containsEntry("KEY_ATTRIBUTES", "customer");
    }

    @ParameterizedTest
    @CsvSource({"KEYS_ONLY, KEYS_ONLY", "NEW_IMAGE, ALL", "OLD_IMAGE, ALL"})
    void aStreamWithEnoughIsTaken(String viewType, String projection) {
        assertThat(read(viewType, "projection", projection).source().feed()).isEqualTo("Orders");
    }

    /** A pattern with another type than the key's would drop every change. */
    @Test
    void theTablesKeyIsKnownToTheFilter() {
        assertThat(
                        problems(
                                in(table("NEW_AND_OLD_IMAGES")),
                                Map.of(
                                        "filter",
                                        "{\"dynamodb\":{\"Keys\":{\"customer\":{\"N\":[\"1\"]}}}}")))
                .isNotEmpty()
                .allSatisfy(
                        problem -> assertThat(problem).contains("tablecast:filter", "customer"));
    }

    @ParameterizedTest
    @CsvSource({
        "sourceStreamArn, " + STREAM,
        "sourceTableName, Items",
        "sourceHashKey, id",
        "sourceRangeKey, at:N",
        "pointInTimeRecovery, true"
    })
    void anotherSourceBesidesIsAContradiction(String setting, String value) {
        assertThat(problems(in(table("NEW_AND_OLD_IMAGES")), Map.of(setting, value)))
                .containsExactly(
                        "tablecast:%s is \"%s\"; it takes no value while existingTable names a table that exists"
                                .formatted(setting, value));
    }

    @Test
    void everythingIsNamedAtOnce() {
        assertThat(problems(in(WITHOUT_STREAM), Map.of("batchSize", "0", "sourceHashKey", "id")))
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).contains("existingTable is"))
                .anySatisfy(problem -> assertThat(problem).contains("batchSize"))
                .anySatisfy(problem -> assertThat(problem).contains("sourceHashKey"));
    }

    private static TableDescription table(String viewType) {
        return new TableDescription(
                KEY, Optional.of(STREAM), Optional.of(viewType), Optional.of(KMS_KEY));
    }

    private static Surroundings in(TableDescription table) {
        return new Surroundings(
                Optional.of(new Account("aws", "eu-west-1", "123456789012")), name -> table);
    }

    private static TablecastConfiguration read(String viewType, String setting, String value) {
        return TablecastConfiguration.of(settings(Map.of(setting, value)), in(table(viewType)));
    }

    private static List<String> problems(Surroundings surroundings, Map<String, String> more) {
        return catchThrowableOfType(
                        InvalidConfigurationException.class,
                        () -> TablecastConfiguration.of(settings(more), surroundings))
                .problems();
    }

    private static Map<String, String> settings(Map<String, String> more) {
        var settings = new HashMap<>(Map.of("auth", "none", "existingTable", "Orders"));
        settings.putAll(more);
        return settings;
    }
}
