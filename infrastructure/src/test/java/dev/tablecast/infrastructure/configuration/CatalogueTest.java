package dev.tablecast.infrastructure.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException;
import dev.tablecast.infrastructure.configuration.setting.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
    private static final Map<String, String> TOKENS =
            Map.of("auth", "jwt", "jwtIssuer", "https://issuer.test", "jwtAudience", "tablecast");

    /** The settings that another setting requires. */
    private static final Map<String, Map<String, String>> COMPANIONS =
            Map.ofEntries(
                    Map.entry(
                            "customDomainCertificateArn",
                            Map.of("customDomain", "feed.example.com")),
                    Map.entry("projectionAttributes", Map.of("projection", "INCLUDE")),
                    Map.entry("jwtIssuer", TOKENS),
                    Map.entry("jwtAudience", TOKENS),
                    Map.entry("jwtAudienceClaims", TOKENS),
                    Map.entry("jwtRequiredClaims", TOKENS),
                    Map.entry("allowIdTokens", TOKENS),
                    Map.entry("jwksUrl", TOKENS),
                    Map.entry("rowAccess", TOKENS),
                    Map.entry("text", Map.of("messageFormat", "text")));

    /** The settings that allow almost any text. */
    private static final Map<String, String> WRONG =
            Map.of(
                    "projectionAttributes", "[\"one,other\"]",
                    "filterableAttributes", "[\"one,other\"]",
                    "jwtAudience", "[\"one,other\"]",
                    "text", "{\"id\":{id}");

    static List<Setting<?>> settings() {
        return Catalogue.GROUPS.stream().flatMap(group -> group.settings().stream()).toList();
    }

    static Stream<Setting<?>> settingsWithADefault() {
        return settings().stream().filter(setting -> !setting.byDefault().isEmpty());
    }

    @Test
    void noNameIsUsedTwice() {
        assertThat(settings()).extracting(Setting::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("settingsWithADefault")
    void aDefaultIsAllowedAndSettingItChangesNothing(Setting<?> setting) {
        assertThat(setting.values().parse(setting.byDefault())).isPresent();
        var least = COMPANIONS.getOrDefault(setting.name(), Map.of("auth", "none"));
        var values = new HashMap<>(least);
        values.put(setting.name(), setting.byDefault());
        assertThat(TablecastConfiguration.of(values)).isEqualTo(TablecastConfiguration.of(least));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aWrongValueIsNamedWithItsSettingAndWhatIsAllowed(Setting<?> setting) {
        String wrong = WRONG.getOrDefault(setting.name(), "*, no: such value");
        var values = new HashMap<>(Map.of("auth", "none"));
        values.putAll(COMPANIONS.getOrDefault(setting.name(), Map.of()));
        values.put(setting.name(), wrong);

        assertThat(
                        catchThrowableOfType(
                                        InvalidConfigurationException.class,
                                        () -> TablecastConfiguration.of(values))
                                .problems())
                .anySatisfy(
                        problem ->
                                assertThat(problem)
                                        .startsWith(
                                                "tablecast:%s is \"%s\"; it takes %s"
                                                        .formatted(
                                                                setting.name(),
                                                                wrong,
                                                                setting.values().allowed())));
    }
}
