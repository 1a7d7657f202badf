package dev.tablecast.infrastructure.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException;
import dev.tablecast.infrastructure.configuration.setting.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Settings that can't be used. {@link CatalogueTest} has a wrong value of each by itself; here they
 * are wrong together, missing, and contradict each other.
 */
class BadInputTest {
    private static final String STREAM =
            "arn:aws:dynamodb:us-east-1:123456789012:table/Orders/stream/2026-11-22T19:49:00.000";
    private static final String CERTIFICATE =
            "arn:aws:acm:us-east-1:123456789012:certificate/1a2b3c4d";

    @Test
    void whenEverySettingIsWrongAllAreNamedAtOnce() {
        var settings =
                CatalogueTest.settings().stream()
                        .collect(Collectors.toMap(Setting::name, setting -> "*, no: such value"));

        var problems = problems(settings);

        for (Setting<?> setting : CatalogueTest.settings()) {
            assertThat(problems)
                    .as(setting.name())
                    .filteredOn(problem -> problem.startsWith("tablecast:" + setting.name() + " "))
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem).contains("; it takes "));
        }
        assertThat(problems).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pageSize=500 | auth | jwt, iam or none",
                "auth=jwt | jwtIssuer | because auth is jwt",
                "auth=jwt | jwtAudience | because auth is jwt",
                "auth=none projection=INCLUDE | projectionAttributes | because projection is"
                        + " INCLUDE",
                "auth=none messageFormat=text | text | because messageFormat is text",
                "auth=none customDomain=feed.example.com | customDomainCertificateArn | because"
                        + " customDomain is set"
            })
    void whatIsMissingIsNamedWithTheReason(String given, String missing, String reason) {
        var settings =
                Stream.of(given.split(" "))
                        .map(pair -> pair.split("="))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

        assertThat(problems(settings))
                .anySatisfy(
                        problem ->
                                assertThat(problem)
                                        .startsWith(
                                                "tablecast:" + missing + " is not set; it takes")
                                        .contains(reason));
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                contradiction("jwtIssuer", "no value unless auth is jwt", "jwtIssuer", "https://a"),
                contradiction("jwtAudience", "no value unless auth is jwt", "jwtAudience", "a"),
                contradiction(
                        "jwtAudienceClaims", "no value unless auth is", "jwtAudienceClaims", "aud"),
                contradiction(
                        "jwtRequiredClaims", "no value unless auth is", "jwtRequiredClaims", "a=b"),
                contradiction("allowIdTokens", "no value unless auth is", "allowIdTokens", "true"),
                contradiction("jwksUrl", "no value unless auth is", "jwksUrl", "https://a"),
                contradiction(
                        "allowedOrigins", "* alone", "allowedOrigins", "*, https://example.com"),
                contradiction(
                        "maximumConnectionsPerSubject",
                        "0 unless auth is jwt",
                        "maximumConnectionsPerSubject",
                        "3"),
                contradiction(
                        "sourceTableName",
                        "no value while sourceStreamArn",
                        "sourceTableName",
                        "Orders",
                        "sourceStreamArn",
                        STREAM),
                contradiction(
                        "sourceHashKey",
                        "no value while sourceStreamArn",
                        "sourceHashKey",
                        "id",
                        "sourceStreamArn",
                        STREAM),
                contradiction(
                        "pointInTimeRecovery",
                        "no value while sourceStreamArn",
                        "pointInTimeRecovery",
                        "true",
                        "sourceStreamArn",
                        STREAM),
                contradiction(
                        "sourceStreamArn",
                        "no value while existingTable",
                        "existingTable",
                        "Orders",
                        "sourceStreamArn",
                        STREAM),
                contradiction(
                        "sourceRangeKey",
                        "another name than the hash key",
                        "sourceRangeKey",
                        "id:S"),
                contradiction(
                        "filter",
                        "no eventName while eventNames is set",
                        "filter",
                        "{\"eventName\":[\"INSERT\"]}",
                        "eventNames",
                        "REMOVE"),
                contradiction(
                        "projection",
                        "no value while messageFormat is text",
                        "messageFormat",
                        "text",
                        "text",
                        "changed",
                        "projection",
                        "ALL"),
                contradiction(
                        "projectionAttributes",
                        "no value unless projection is INCLUDE",
                        "projectionAttributes",
                        "zip"),
                contradiction("text", "no value unless messageFormat is text", "text", "changed"),
                contradiction(
                        "chunkSize",
                        "at least 15, a fortieth of pageSize",
                        "pageSize",
                        "600",
                        "chunkSize",
                        "3"),
                contradiction(
                        "customDomainCertificateArn",
                        "no value unless customDomain is set",
                        "customDomainCertificateArn",
                        CERTIFICATE),
                contradiction(
                        "apiGatewayLogRole",
                        "no value unless accessLog is true",
                        "accessLog",
                        "false",
                        "apiGatewayLogRole",
                        "create"),
                contradiction(
                        "connectionsAlarm",
                        "at most maximumConnections, 5",
                        "maximumConnections",
                        "5",
                        "connectionsAlarm",
                        "6"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("contradictions")
    void whatContradictsAnotherSettingIsNamedWithWhatToWriteInstead(
            String setting, String allowed, Map<String, String> settings) {
        assertThat(problems(settings))
                .anySatisfy(
                        problem ->
                                assertThat(problem)
                                        .startsWith("tablecast:" + setting + " is \"")
                                        .contains("it takes " + allowed));
    }

    private static Arguments contradiction(String setting, String allowed, String... settings) {
        var values = new HashMap<>(Map.of("auth", "none"));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return Arguments.of(setting, allowed, values);
    }

    private static List<String> problems(Map<String, String> settings) {
        return catchThrowableOfType(
                        InvalidConfigurationException.class,
                        () -> TablecastConfiguration.of(settings))
                .problems();
    }
}
