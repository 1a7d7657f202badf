package dev.tablecast.infrastructure.configuration.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewSettingsTest {
    private static final String STREAM =
            "arn:aws:dynamodb:us-east-1:123456789012:table/Orders/stream/2026-11-22T19:49:00.000";
    private static final String CONDITION =
            "; it takes a condition on an item and the client's token, such as tenant ="
                    + " :claim.tenant; ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenant = :claim.tenant AND (#public = :true OR contains(readers, :claim.sub))",
                "tenant IN (:claim.cognito:groups)",
                "#tenant-id = :claim.https://example.com/tenant",
                "tenant = :claim.tenant\n  AND NOT deleted = :true"
            })
    void aConditionOnClaimsIsHandedToTheFunctionsAsItIsWritten(String rowAccess) {
        var configuration = read("rowAccess", rowAccess);

        assertThat(configuration.messageFormat().environment())
                .containsEntry("ROW_ACCESS", rowAccess);
        assertThat(((Auth.Jwt) configuration.auth()).environment())
                .containsEntry("ROW_ACCESS", rowAccess);
    }

    @Test
    void withoutOneThereIsNoVariable() {
        assertThat(read().messageFormat().environment()).doesNotContainKey("ROW_ACCESS");
        assertThat(((Auth.Jwt) read().auth()).environment()).doesNotContainKey("ROW_ACCESS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tenant = :claim.tenant AND public = :true | at character 28, \"public\" is a"
                        + " reserved word of DynamoDB; write #public",
                "tenant = 'a' | at character 10, the character \"'\" is unexpected; a text is a"
                        + " placeholder, such as :text, with its value in values",
                "tenant = :tenant | at character 10, :tenant is not in values; there are: none",
                "tenant = :claim. | at character 10, a claim is named as in :claim.sub",
                "tenant = | at character 9, found the end; expected is a path, a value such as :v,"
                        + " a function or \"(\"",
                "(tenant = :claim.tenant | at character 24, found the end; expected is \")\"",
                "a = :claim.a and or = :claim.b | at character 18, found \"or\"; expected is a"
                        + " path, a value such as :v, a function or \"(\"",
                "size(:claim.a) = :true AND a > :true | at character 32, a value of type BOOL can't"
                        + " be an operand of >; it takes: B, N, S",
                "tenant = another | a condition that names a claim of the token, such as"
                        + " :claim.sub; what is broadcast to everyone, filter says"
            })
    void aWrongConditionIsShownWithThePlaceAndWhatToWrite(String rowAccess, String problem) {
        assertThat(problems("rowAccess", rowAccess))
                .containsExactly(
                        "tablecast:rowAccess is \"%s\"%s%s"
                                .formatted(
                                        rowAccess,
                                        problem.startsWith("a condition")
                                                ? "; it takes "
                                                : CONDITION,
                                        problem));
    }

    @Test
    void aConditionThatIsTooLongIsRefused() {
        String longest = "a = :claim." + "b".repeat(1_024 - 11);

        assertThat(read("rowAccess", longest)).isNotNull();
        assertThat(problems("rowAccess", longest + "b"))
                .singleElement()
                .asString()
                .endsWith(CONDITION + "the expression has 1,025 bytes; it may have 1,024");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "iam"})
    void thereAreNoClaimsWithoutTokens(String auth) {
        assertThat(problemsOf(Map.of("auth", auth, "rowAccess", "a = :claim.b")))
                .containsExactly(
                        "tablecast:rowAccess is \"a = :claim.b\"; it takes no value unless auth is"
                                + " jwt, whose tokens have the claims");
    }

    @Test
    void textsAreTheSameForEveryone() {
        assertThat(
                        problems(
                                "messageFormat", "text",
                                "text", "changed",
                                "rowAccess", "a = :claim.b",
                                "filterableAttributes", "room"))
                .containsExactly(
                        "tablecast:rowAccess is \"a = :claim.b\"; it takes no value while"
                                + " messageFormat is text",
                        "tablecast:filterableAttributes is \"room\"; it takes no value while"
                                + " messageFormat is text");
    }

    @Test
    void aStreamOfUnknownImagesIsNotEnough() {
        String reason =
                "; it takes no value while sourceStreamArn is set: only of existingTable is it"
                        + " known whether the stream has both images";

        assertThat(
                        problems(
                                "sourceStreamArn", STREAM,
                                "rowAccess", "a = :claim.b",
                                "filterableAttributes", "room"))
                .containsExactly(
                        "tablecast:rowAccess is \"a = :claim.b\"" + reason,
                        "tablecast:filterableAttributes is \"room\"" + reason);
        assertThat(read("sourceStreamArn", STREAM).messageFormat().environment())
                .containsEntry("FILTERS", "off");
    }

    @Test
    void filtersMayNameMoreThanClientsSee() {
        assertThat(
                        read(
                                        "projection",
                                        "INCLUDE",
                                        "projectionAttributes",
                                        "name",
                                        "filterableAttributes",
                                        "[\"room\",\"kind\"]",
                                        "sourceRangeKey",
                                        "at:N")
                                .messageFormat()
                                .environment())
                .containsEntry("FILTERABLE_ATTRIBUTES", "room,kind")
                .containsEntry("KEY_ATTRIBUTES", "id,at");
    }

    @Test
    void whatAFilterMayNameAnywayIsNotNamedAndNothingTwice() {
        assertThat(
                        problems(
                                "projection",
                                "INCLUDE",
                                "projectionAttributes",
                                "name",
                                "filterableAttributes",
                                "room,id,name,room"))
                .containsExactly(
                        "tablecast:filterableAttributes is \"id\"; it takes no attribute of the"
                                + " key; a filter may name those anyway",
                        "tablecast:filterableAttributes is \"name\"; it takes none of"
                                + " projectionAttributes; a filter may name those anyway",
                        "tablecast:filterableAttributes is \"room\"; it takes each attribute once");
        assertThat(problems("projection", "ALL", "filterableAttributes", "room"))
                .containsExactly(
                        "tablecast:filterableAttributes is \"room\"; it takes no value while"
                                + " projection is ALL, with which a filter may name any attribute");
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThat(
                        problemsOf(
                                Map.of(
                                        "auth", "none",
                                        "sourceStreamArn", STREAM,
                                        "rowAccess", "public = :true",
                                        "filterableAttributes", "room,room")))
                .hasSize(5);
    }

    @Test
    void whatTheEnvironmentsOfTheFunctionsCannotCarryIsRefused() {
        String many =
                IntStream.range(0, 140)
                        .mapToObj(i -> "attribute" + (100 + i))
                        .collect(Collectors.joining(","));

        assertThat(
                        problems(
                                "filterableAttributes",
                                many,
                                "rowAccess",
                                "a = :claim." + "b".repeat(500)))
                .containsExactly(
                        "tablecast:filterableAttributes is \"2330 bytes, projectionAttributes,"
                                + " rowAccess and filterableAttributes together\"; it takes at most"
                                + " 2048");
        assertThat(
                        problems(
                                "jwtIssuer",
                                "https://issuer.test/" + "i".repeat(492),
                                "jwtAudience",
                                "a".repeat(1024),
                                "jwtRequiredClaims",
                                "a=" + "b".repeat(1022),
                                "jwksUrl",
                                "https://issuer.test/" + "k".repeat(492),
                                "rowAccess",
                                "a = :claim." + "b".repeat(1000)))
                .singleElement()
                .asString()
                .matches(
                        "tablecast:rowAccess is \"\\d{4} bytes, the settings about tokens"
                                + " included\"; it takes at most 4000");
    }

    private static TablecastConfiguration read(String... settings) {
        return TablecastConfiguration.of(values(settings));
    }

    private static List<String> problems(String... settings) {
        return problemsOf(values(settings));
    }

    private static List<String> problemsOf(Map<String, String> settings) {
        return catchThrowableOfType(
                        InvalidConfigurationException.class,
                        () -> TablecastConfiguration.of(settings))
                .problems();
    }

    private static Map<String, String> values(String... settings) {
        var values =
                new HashMap<>(
                        Map.of(
                                "auth", "jwt",
                                "jwtIssuer", "https://issuer.test",
                                "jwtAudience", "tablecast"));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return values;
    }
}
