package dev.tablecast.infrastructure.configuration.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tablecast.infrastructure.account.Account;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException;
import dev.tablecast.infrastructure.configuration.table.Surroundings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanySettingsTest {
    private static final String CERTIFICATE =
            "arn:aws:acm:eu-west-1:123456789012:certificate/1a2b3c4d";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team=feeds, cost-center=42",
                "{\"team\":\"feeds\",\"cost-center\":42}",
                " { \"team\" : \"feeds\", \"cost-center\" : \"42\" } "
            })
    void tagsAreAnObjectOrPairs(String tags) {
        assertThat(read(Map.of("tags", tags)).governance().tags())
                .isEqualTo(Map.of("team", "feeds", "cost-center", "42"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team",
                "team=feeds,team=others",
                "project=mine",
                "stack=mine",
                "aws:team=feeds",
                "AWS:team=feeds",
                "=feeds",
                "te*am=feeds",
                "team=fe;eds",
                "{\"team\":{\"name\":\"feeds\"}}",
                "{\"team\":null}",
                "{\"team\":",
                "[\"team\"]"
            })
    void otherTagsAreRefused(String tags) {
        assertThat(problems(Map.of("tags", tags)))
                .singleElement()
                .asString()
                .startsWith("tablecast:tags is \"" + tags + "\"; it takes at most 48 tags");
    }

    @Test
    void aResourceTakesFiftyTagsAndTwoAreTheStacks() {
        assertThat(read(Map.of("tags", tags(48))).governance().tags()).hasSize(48);
        assertThat(problems(Map.of("tags", tags(49)))).hasSize(1);
        assertThat(problems(Map.of("tags", "a=" + "b".repeat(257)))).hasSize(1);
        assertThat(problems(Map.of("tags", "a".repeat(129) + "=b"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "permissionsBoundary, arn:aws:iam::123456789012:role/Boundary",
        "permissionsBoundary, Boundary",
        "kmsKeyArn, alias/mine",
        "kmsKeyArn, arn:aws:kms:eu-west-1:123456789012:alias/mine",
        "customDomain, https://feed.example.com",
        "customDomain, Feed.example.com",
        "customDomain, feed",
        "customDomain, *.example.com",
        "customDomain, feed.example.com/live",
        "customDomainCertificateArn, arn:aws:iam::123456789012:server-certificate/mine",
        "snapStart, maybe",
        "architecture, arm",
        "apiGatewayLogRole, mine"
    })
    void aWrongValueIsNamedWithWhatIsAllowed(String setting, String value) {
        var settings =
                new HashMap<>(
                        Map.of(
                                "customDomain",
                                "feed.example.com",
                                "customDomainCertificateArn",
                                CERTIFICATE));
        settings.put(setting, value);

        assertThat(problems(settings))
                .singleElement()
                .asString()
                .startsWith("tablecast:%s is \"%s\"; it takes ".formatted(setting, value));
    }

    @Test
    void aDomainNeedsACertificateAndACertificateADomain() {
        assertThat(problems(Map.of("customDomain", "feed.example.com")))
                .singleElement()
                .asString()
                .startsWith("tablecast:customDomainCertificateArn is not set; it takes the ARN of")
                .endsWith("because customDomain is set");
        assertThat(problems(Map.of("customDomainCertificateArn", CERTIFICATE)))
                .singleElement()
                .asString()
                .endsWith("it takes no value unless customDomain is set");
    }

    @ParameterizedTest
    @CsvSource({
        "kmsKeyArn, arn:aws:kms:us-east-1:123456789012:key/1, 'Region, eu-west-1'",
        "kmsKeyArn, arn:aws-cn:kms:cn-north-1:123456789012:key/1, 'partition, aws'",
        "alarmTopicArn, arn:aws:sns:us-east-1:123456789012:alarms, 'Region, eu-west-1'",
        "permissionsBoundary, arn:aws-us-gov:iam::123456789012:policy/B, 'partition, aws'",
        "sourceStreamArn,"
            + " arn:aws-cn:dynamodb:cn-north-1:123456789012:table/T12/stream/2026-11-22T19:49:00.000,"
            + " 'partition, aws'"
    })
    void whatIsOfAnotherPlaceIsRefused(String setting, String arn, String place) {
        assertThat(problems(Map.of(setting, arn)))
                .containsExactly(
                        "tablecast:%s is \"%s\"; it takes one in the stack's %s"
                                .formatted(setting, arn, place));
    }

    @Test
    void aCertificateIsOfTheStacksRegion() {
        assertThat(
                        problems(
                                Map.of(
                                        "customDomain",
                                        "feed.example.com",
                                        "customDomainCertificateArn",
                                        CERTIFICATE.replace("eu-west-1", "us-east-1"))))
                .singleElement()
                .asString()
                .endsWith("it takes one in the stack's Region, eu-west-1");
    }

    private static String tags(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "key" + i + "=value")
                .collect(Collectors.joining(","));
    }

    private static TablecastConfiguration read(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("auth", "none");
        return TablecastConfiguration.of(
                all,
                new Surroundings(
                        Optional.of(new Account("aws", "eu-west-1", "123456789012")),
                        Surroundings.UNKNOWN.tables()));
    }

    private static List<String> problems(Map<String, String> settings) {
        return catchThrowableOfType(InvalidConfigurationException.class, () -> read(settings))
                .problems();
    }
}
