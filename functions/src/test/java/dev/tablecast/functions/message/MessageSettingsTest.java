package dev.tablecast.functions.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.settings.EnvironmentSettings;
import dev.tablecast.functions.settings.InvalidSettingsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSettingsTest {
    @Test
    void byDefaultEveryoneSeesTheKeysOfEverything() {
        var policy = read(Map.of()).policy();

        assertThat(policy.rowAccess()).isEmpty();
        assertThat(policy.projection()).isEqualTo(new Projection.KeysOnly());
        assertThat(policy.keys()).isEmpty();
        assertThat(policy.filterableAttributes()).isEmpty();
    }

    @Test
    void aPolicyIsMadeOfItsSettings() {
        var policy =
                read(Map.of(
                                "PROJECTION", "INCLUDE",
                                "PROJECTION_ATTRIBUTES", "note",
                                "KEY_ATTRIBUTES", "pk, sk",
                                "FILTERABLE_ATTRIBUTES", "room",
                                "ROW_ACCESS", "tenant = :claim.tenant"))
                        .policy();

        assertThat(policy.rowAccess().orElseThrow().claims()).containsExactly("tenant");
        assertThat(policy.projection()).isEqualTo(new Projection.Include(List.of("note")));
        assertThat(policy.keys()).containsExactlyInAnyOrder("pk", "sk");
        assertThat(policy.filterableAttributes()).containsExactly("room");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant = ", "tenant = :t", "owner = :claim.sub"})
    void rowAccessThatCantBeCompiledIsNamed(String rowAccess) {
        assertThatThrownBy(() -> read(Map.of("ROW_ACCESS", rowAccess)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("ROW_ACCESS");
    }

    @Test
    void textsTakeNoRowAccess() {
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "MESSAGE_FORMAT", "text",
                                                "TEXT_TEMPLATE", "x",
                                                "ROW_ACCESS", "tenant = :claim.tenant")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("MESSAGE_FORMAT text takes none");
    }

    private static MessageFormat read(Map<String, String> environment) {
        return EnvironmentSettings.read(environment, MessageSettings::read);
    }
}
