package dev.tablecast.functions.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentSettingsTest {
    private enum Colour {
        RED,
        GREEN
    }

    @Test
    void everyMistakeIsReportedAtOnce() {
        Map<String, String> environment = Map.of("SIZE", "twelve", "COLOUR", "blue");

        assertThatThrownBy(
                        () ->
                                EnvironmentSettings.read(
                                        environment,
                                        settings ->
                                                settings.required("NAME")
                                                        + settings.integer("SIZE", 1, 1, 10)
                                                        + settings.choice("COLOUR", Colour.RED)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(
                        "NAME is not set; SIZE is \"twelve\"; it takes a whole number from 1 to 10;"
                                + " COLOUR is \"blue\"; it takes one of [RED, GREEN]");
    }

    @Test
    void whatIsNotSetHasItsDefault() {
        int size = EnvironmentSettings.read(Map.of("SIZE", ""), s -> s.integer("SIZE", 7, 1, 10));
        Colour colour = EnvironmentSettings.read(Map.of(), s -> s.choice("COLOUR", Colour.GREEN));
        List<String> names = EnvironmentSettings.read(Map.of(), s -> s.list("NAMES"));

        assertThat(size).isEqualTo(7);
        assertThat(colour).isEqualTo(Colour.GREEN);
        assertThat(names).isEmpty();
    }

    @Test
    void aListIsSeparatedByCommas() {
        List<String> names =
                EnvironmentSettings.read(Map.of("NAMES", "a, b,,c "), s -> s.list("NAMES"));

        assertThat(names).containsExactly("a", "b", "c");
    }
}
