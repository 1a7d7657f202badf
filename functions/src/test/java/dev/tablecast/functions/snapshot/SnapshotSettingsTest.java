package dev.tablecast.functions.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.functions.settings.EnvironmentSettings;
import dev.tablecast.functions.settings.InvalidSettingsException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotSettingsTest {
    @Test
    void withoutSettingsThereAreNoSnapshots() {
        assertThat(read(Map.of())).isEqualTo(SnapshotSettings.OFF);
    }

    @Test
    void everySettingIsRead() {
        assertThat(
                        read(
                                Map.of(
                                        "SNAPSHOT", "scan",
                                        "SOURCE_TABLE", "Items-1",
                                        "SOURCE_KEY", "room:S, a:b:N",
                                        "SNAPSHOT_MAX_ITEMS", "7")))
                .isEqualTo(
                        new SnapshotSettings(
                                SnapshotMode.SCAN,
                                Optional.of(
                                        new SourceTable(
                                                "Items-1",
                                                new SourceTable.Key("room", SourceTable.Type.S),
                                                Optional.of(
                                                        new SourceTable.Key(
                                                                "a:b", SourceTable.Type.N)))),
                                7));
    }

    @Test
    void aSnapshotHasAThousandItemsByDefault() {
        var settings =
                read(
                        Map.of(
                                "SNAPSHOT", "QUERY",
                                "SOURCE_TABLE", "Items",
                                "SOURCE_KEY", "id:B"));

        assertThat(settings.maxItems()).isEqualTo(1_000);
        assertThat(settings.table().orElseThrow().sort()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "id", ":S", "id:X", "a:S,b:S,c:S", "a:S,b"})
    void everyWrongSettingIsNamedAtOnce(String key) {
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "SNAPSHOT", "QUERY",
                                                "SOURCE_KEY", key,
                                                "SNAPSHOT_MAX_ITEMS", "0")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("SOURCE_TABLE is not set")
                .hasMessageContaining(
                        "SOURCE_KEY is \"%s\"; it takes one or two of NAME:S, NAME:N and NAME:B"
                                .formatted(key))
                .hasMessageContaining("SNAPSHOT_MAX_ITEMS is \"0\"");
        assertThatThrownBy(() -> read(Map.of("SNAPSHOT", "index")))
                .hasMessageContaining("SNAPSHOT is \"index\"; it takes one of [OFF, QUERY, SCAN]");
    }

    private static SnapshotSettings read(Map<String, String> environment) {
        return EnvironmentSettings.read(environment, SnapshotSettings::read);
    }
}
