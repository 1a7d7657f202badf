package dev.tablecast.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFilesTest {
    @TempDir private Path root;

    @Test
    void settingsLoseTheirNamespaceAndOthersAreLeftOut() throws IOException {
        assertThat(
                        settings(
                                """
                                config:
                                  tablecast:auth: none
                                  tablecast:batchSize: 10
                                  tablecast:xray: true
                                  aws:region: eu-central-1
                                """))
                .isEqualTo(Map.of("auth", "none", "batchSize", "10", "xray", "true"));
    }

    @Test
    void listsAndObjectsBecomeJsonAsPulumiHandsThemOver() throws IOException {
        assertThat(
                        settings(
                                """
                                config:
                                  tablecast:include: [name, "zip,code"]
                                  tablecast:filter:
                                    eventName: [INSERT]
                                """))
                .isEqualTo(
                        Map.of(
                                "include",
                                "[\"name\",\"zip,code\"]",
                                "filter",
                                "{\"eventName\":[\"INSERT\"]}"));
    }

    @Test
    void aSettingWithoutAValueIsNotSet() throws IOException {
        assertThat(settings("config:\n  tablecast:auth:\n")).isEmpty();
    }

    @Test
    void noSettingsAreSettingsToo() throws IOException {
        assertThat(settings("config: {}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "config:", "- config", "settings: {}", "config: none"})
    void aFileWithoutConfigIsNamed(String yaml) {
        assertThatThrownBy(() -> settings(yaml))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("Pulumi.local.yaml has no \"config\"");
    }

    @Test
    void aFileThatIsNoYamlIsNamed() {
        assertThatThrownBy(() -> settings("config: [1"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("Pulumi.local.yaml can't be read: ")
                .hasCauseInstanceOf(RuntimeException.class);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new ProjectFiles(root).stackSettings())
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("Pulumi.local.yaml not found");
    }

    @Test
    void theDefinitionIsTheTextOfItsFile() throws IOException {
        Files.createDirectories(root.resolve("statemachine"));
        Files.writeString(root.resolve("statemachine/broadcast.asl.json"), "{\"StartAt\":\"ä\"}");

        assertThat(new ProjectFiles(root).definition()).isEqualTo("{\"StartAt\":\"ä\"}");
    }

    @Test
    void aDefinitionThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new ProjectFiles(root).definition())
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("broadcast.asl.json can't be read");
    }

    private Map<String, String> settings(String yaml) throws IOException {
        Files.createDirectories(root.resolve("infrastructure"));
        Files.writeString(root.resolve("infrastructure/Pulumi.local.yaml"), yaml);
        return new ProjectFiles(root).stackSettings();
    }
}
