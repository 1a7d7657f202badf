package dev.tablecast.infrastructure.configuration.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageFormatTest {

    @Test
    void anIncludeProjectionNamesItsAttributes() {
        assertThat(read("projection", "INCLUDE", "projectionAttributes", "name,zip").environment())
                .isEqualTo(
                        Map.of(
                                "MESSAGE_FORMAT", "json",
                                "PROJECTION", "INCLUDE",
                                "PROJECTION_ATTRIBUTES", "name,zip",
                                "KEY_ATTRIBUTES", "id",
                                "FILTERS", "on"));
    }

    @Test
    void anAllProjectionNamesNone() {
        assertThat(read("projection", "ALL").environment())
                .containsEntry("PROJECTION", "ALL")
                .containsEntry("PROJECTION_ATTRIBUTES", "");
    }

    @Test
    void aTextCarriesItsTemplateAndNoProjection() {
        assertThat(read("messageFormat", "text", "text", "{name}|{zip}").environment())
                .isEqualTo(Map.of("MESSAGE_FORMAT", "text", "TEXT_TEMPLATE", "{name}|{zip}"));
    }

    @Test
    void aFormatTakesItsOwnSettingsOnly() {
        assertThat(problems("messageFormat", "text", "projection", "ALL"))
                .containsExactly(
                        "tablecast:projection is \"ALL\"; it takes no value while messageFormat is"
                                + " text",
                        "tablecast:text is not set; it takes a text or a template such as"
                                + " {name}|{zip}; one that begins with {\" is a JSON object,"
                                + " because messageFormat is text");
        assertThat(problems("messageFormat", "xml"))
                .containsExactly("tablecast:messageFormat is \"xml\"; it takes json or text");
    }

    @Test
    void attributesGoWithIncludeAndWithNothingElse() {
        assertThat(problems("projection", "INCLUDE"))
                .containsExactly(
                        "tablecast:projectionAttributes is not set; it takes attributes without a"
                                + " comma in their name, because projection is INCLUDE");
        assertThat(problems("projectionAttributes", "name"))
                .containsExactly(
                        "tablecast:projectionAttributes is \"name\"; it takes no value unless"
                                + " projection is INCLUDE");
        assertThat(problems("projection", "SOME"))
                .containsExactly(
                        "tablecast:projection is \"SOME\"; it takes KEYS_ONLY, INCLUDE or ALL");
    }

    @Test
    void anAttributeThatTheEnvironmentCannotCarryIsRefused() {
        assertThat(problems("projection", "INCLUDE", "projectionAttributes", "[\"a,b\"]"))
                .containsExactly(
                        "tablecast:projectionAttributes is \"[\"a,b\"]\"; it takes attributes"
                                + " without a comma in their name");
    }

    @Test
    void aTextThatIsSetAndWrongIsNotCalledMissingAsWell() {
        assertThat(problems("messageFormat", "text", "text", "{\"id\":{id}"))
                .containsExactly(
                        "tablecast:text is \"{\"id\":{id}\"; it takes a text or a template such as"
                                + " {name}|{zip}; one that begins with {\" is a JSON object");
    }

    @Test
    void aTextThatTheEnvironmentCannotCarryIsRefused() {
        assertThat(problems("messageFormat", "text", "text", "ü".repeat(1025)))
                .containsExactly("tablecast:text is \"2050 bytes\"; it takes at most 2048");
    }

    private static MessageFormat read(String... settings) {
        return TablecastConfiguration.of(values(settings)).messageFormat();
    }

    private static List<String> problems(String... settings) {
        return catchThrowableOfType(InvalidConfigurationException.class, () -> read(settings))
                .problems();
    }

    private static Map<String, String> values(String... settings) {
        var values = new HashMap<>(Map.of("auth", "none"));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return values;
    }
}
