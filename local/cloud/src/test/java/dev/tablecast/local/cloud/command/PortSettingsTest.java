package dev.tablecast.local.cloud.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.cloud.InvalidSettingsException;
import dev.tablecast.local.cloud.Ports;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortSettingsTest {
    @Test
    void theDefaultsAreTheUsualPorts() {
        assertThat(ports(Map.of())).isEqualTo(new Ports(8080, 8000, 8083, 8090));
    }

    @Test
    void anEmptySettingIsNone() {
        assertThat(ports(Map.of("TABLECAST_PORT", "")))
                .isEqualTo(new Ports(8080, 8000, 8083, 8090));
    }

    @Test
    void everyPortHasASetting() {
        assertThat(
                        ports(
                                Map.of(
                                        "TABLECAST_PORT", "1",
                                        "TABLECAST_DYNAMODB_PORT", "65535",
                                        "TABLECAST_STEPFUNCTIONS_PORT", "3",
                                        "TABLECAST_EXAMPLE_PORT", "4")))
                .isEqualTo(new Ports(1, 65_535, 3, 4));
    }

    @Test
    void zeroTakesAFreePortHoweverOften() {
        assertThat(
                        ports(
                                Map.of(
                                        "TABLECAST_PORT", "0",
                                        "TABLECAST_DYNAMODB_PORT", "0",
                                        "TABLECAST_STEPFUNCTIONS_PORT", "0",
                                        "TABLECAST_EXAMPLE_PORT", "0")))
                .isEqualTo(Ports.FREE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "99999999999", "http", "80 80", " "})
    void whatIsNoPortIsNamedWithWhatIsAllowed(String port) {
        assertThatThrownBy(() -> ports(Map.of("TABLECAST_PORT", port)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(
                        "TABLECAST_PORT is \"%s\"; it takes a port from 1 to 65535, or 0 for a free"
                                + " one",
                        port);
    }

    @Test
    void everyMistakeIsReportedAtOnce() {
        assertThatThrownBy(
                        () ->
                                ports(
                                        Map.of(
                                                "TABLECAST_PORT", "a",
                                                "TABLECAST_DYNAMODB_PORT", "b",
                                                "TABLECAST_STEPFUNCTIONS_PORT", "c")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("TABLECAST_PORT is \"a\"")
                .hasMessageContaining("TABLECAST_DYNAMODB_PORT is \"b\"")
                .hasMessageContaining("TABLECAST_STEPFUNCTIONS_PORT is \"c\"");
    }

    @Test
    void aPortServesOneThing() {
        assertThatThrownBy(() -> ports(Map.of("TABLECAST_PORT", "8000")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(
                        "TABLECAST_PORT and TABLECAST_DYNAMODB_PORT are both 8000; each needs a"
                                + " port of its own");
    }

    @Test
    void aPortIsNamedByTheSettingThatChoseIt() {
        var ports = new Ports(1, 2, 3);

        assertThat(PortSettings.nameOf(1, ports)).isEqualTo("TABLECAST_PORT");
        assertThat(PortSettings.nameOf(2, ports)).isEqualTo("TABLECAST_DYNAMODB_PORT");
        assertThat(PortSettings.nameOf(3, ports)).isEqualTo("TABLECAST_STEPFUNCTIONS_PORT");
    }

    private static Ports ports(Map<String, String> environment) {
        return Environment.from(environment).ports();
    }
}
