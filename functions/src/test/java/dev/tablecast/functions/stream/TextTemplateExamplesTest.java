package dev.tablecast.functions.stream;

import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.settings.InvalidSettingsException;
import dev.tablecast.functions.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Examples of a template, a stream record and the text that is sent; the check of the settings
 * reads the file as well.
 */
class TextTemplateExamplesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<JsonNode> templates() throws IOException {
        return StreamSupport.stream(examples().get("templates").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aTemplateIsFilledByEachRecordOrRefused(JsonNode example) throws IOException {
        var environment =
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
                        example.get("template").textValue());
        if (!example.get("allowed").booleanValue()) {
            assertThatThrownBy(() -> TriggerSettings.from(environment))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessage(
                            "TEXT_TEMPLATE begins like a JSON object and isn't one once"
                                    + " placeholders are values");
            return;
        }
        MessageFormat format = TriggerSettings.from(environment).format();
        for (var text : example.get("texts").properties()) {
            assertThat(sent(format, examples().at("/records/" + text.getKey())))
                    .as(text.getKey())
                    .containsExactly(text.getValue().textValue());
        }
    }

    private static List<String> sent(MessageFormat format, JsonNode streamRecord) {
        var inputs = new ArrayList<String>();
        Workflow workflow =
                input -> {
                    inputs.add(input);
                    return new Workflow.Outcome.Succeeded(Map.of());
                };
        var trigger = new TriggerFixture(format, workflow, Instant.EPOCH);
        ObjectNode event = JSON.createObjectNode();
        event.putArray("Records").add(streamRecord);
        invoke(trigger.handler(), event);
        return trigger.frames(json(inputs.getFirst())).texts();
    }

    private static JsonNode examples() throws IOException {
        return JSON.readTree(Path.of("src/test/resources/text-templates.json").toFile());
    }
}
