package dev.tablecast.soak.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoakSettingsTest {
    @Test
    void theDefaultIsTheFullOne() {
        assertThat(read(Map.of()))
                .isEqualTo(new SoakSettings(1000, 1000, Duration.ofSeconds(180), 5, 1, 4711));
    }

    @Test
    void everySettingIsRead() {
        Map<String, String> properties =
                Map.of(
                        "connections", "1",
                        "changes", "100000",
                        "seconds", "3600",
                        "faults", "0",
                        "givenUp", "100",
                        "seed", "-9223372036854775808");

        assertThat(read(properties))
                .isEqualTo(
                        new SoakSettings(1, 100_000, Duration.ofHours(1), 0, 100, Long.MIN_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "random"})
    void aSeedThatIsNotChosenIsANewOne(String seed) {
        assertThat(read(Map.of("seed", seed)).seed()).isEqualTo(4711);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connections | abc   | a number from 1 to 10,000",
                "connections | 0     | a number from 1 to 10,000",
                "connections | 10001 | a number from 1 to 10,000",
                "changes     | -1    | a number from 1 to 100,000",
                "changes     | 1e3   | a number from 1 to 100,000",
                "seconds     | 0     | a number from 1 to 3,600",
                "seconds     | 0.5   | a number from 1 to 3,600",
                "faults      | 101   | a number from 0 to 100",
                "faults      | 5%    | a number from 0 to 100",
                "givenUp     | 101   | a number from 0 to 100",
                "seed        | lucky | a whole number of 64 bits, or random",
                "seed        | 99999999999999999999 | a whole number of 64 bits, or random"
            })
    void aWrongSettingIsOneLineWithWhatWasFoundAndWhatIsAllowed(
            String name, String value, String allowed) {
        assertProblems(
                Map.of(name, value), "-D%s is \"%s\"; it takes %s".formatted(name, value, allowed));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertProblems(
                Map.of("connections", "many", "faults", "-5"),
                """
                -Dconnections is "many"; it takes a number from 1 to 10,000
                -Dfaults is "-5"; it takes a number from 0 to 100\
                """);
    }

    @Test
    void moreDeliveriesThanTheCheckerKeepsAreRefused() {
        assertProblems(
                Map.of("connections", "10000", "changes", "2001"),
                "-Dconnections times -Dchanges is 20,010,000; it takes at most 20,000,000");
        assertThat(read(Map.of("connections", "10000", "changes", "2000")).changes())
                .isEqualTo(2000);
    }

    private static SoakSettings read(Map<String, String> properties) {
        return SoakSettings.from(properties::get, () -> 4711);
    }

    private static void assertProblems(Map<String, String> properties, String lines) {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(properties))
                .withMessage(lines);
    }
}
