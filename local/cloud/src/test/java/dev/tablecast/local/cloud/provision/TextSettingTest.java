package dev.tablecast.local.cloud.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.functions.settings.InvalidSettingsException;
import dev.tablecast.functions.stream.StreamTriggerHandler;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The setting {@code text}, at deployment and in the function that gets it. */
class TextSettingTest {
    static Stream<JsonNode> templates() throws IOException {
        JsonNode examples =
                new ObjectMapper()
                        .readTree(
                                Path.of(
                                                System.getProperty("tablecast.project"),
                                                "functions/src/test/resources/text-templates.json")
                                        .toFile());
        return StreamSupport.stream(examples.get("templates").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void whatIsAcceptedAtDeploymentIsWhatTheFunctionAccepts(JsonNode example) {
        String template = example.get("template").textValue();
        boolean allowed = example.get("allowed").booleanValue();

        assertThat(isDeployed(template)).isEqualTo(allowed);
        assertThat(isRun(template)).isEqualTo(allowed);
    }

    private static boolean isDeployed(String template) {
        try {
            var format =
                    TablecastConfiguration.of(
                                    Map.of(
                                            "auth",
                                            "none",
                                            "messageFormat",
                                            "text",
                                            "text",
                                            template))
                            .messageFormat();
            return format.environment().get("TEXT_TEMPLATE").equals(template);
        } catch (InvalidConfigurationException e) {
            assertThat(e.problems()).singleElement().asString().startsWith("tablecast:text is ");
            return false;
        }
    }

    private static boolean isRun(String template) {
        try {
            new StreamTriggerHandler(
                    Map.of(
                            "STATE_MACHINE_ARN",
                            "arn",
                            "CHANGE_LOG_TABLE",
                            "ChangeLog",
                            "FEED",
                            "Items",
                            "MESSAGE_FORMAT",
                            "text",
                            "TEXT_TEMPLATE",
                            template));
            return true;
        } catch (InvalidSettingsException e) {
            return false;
        }
    }
}
