package dev.tablecast.infrastructure.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {
    /** The local poller's test reads the file too, and matches the patterns with the records. */
    static List<JsonNode> patterns() throws IOException {
        JsonNode patterns =
                new ObjectMapper()
                        .readTree(
                                Files.readString(
                                        Path.of("src/test/resources/filter-patterns.json")))
                        .get("patterns");
        return StreamSupport.stream(patterns.spliterator(), false).toList();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void everyFlawIsNamedWithItsPathAndWhatToWrite(JsonNode example) {
        var expected = new ArrayList<String>();
        example.get("flaws").forEach(flaw -> expected.add(flaw.textValue()));

        assertThat(pattern(example).flaws(Map.of("id", "S")))
                .extracting(Flaw::toString)
                .containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void lambdaRefusesWhatItsSyntaxDoesNotHave(JsonNode example) {
        assertThat(pattern(example).refusedByLambda().isEmpty())
                .isEqualTo(example.get("lambda").booleanValue());
    }

    @Test
    void anAttributeOfAKeyIsUnknownWhereTheTableExists() {
        assertThat(
                        EventPattern.parse("{\"dynamodb\":{\"Keys\":{\"zip\":{\"N\":[\"1\"]}}}}")
                                .flaws(Map.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "INSERT",
                "[]",
                "{\"eventName\":",
                "{} {}",
                "{\"eventName\":[\"INSERT\"],\"eventName\":[\"REMOVE\"]}"
            })
    void onlyAJsonObjectWithoutRepetitionsIsAPattern(String text) {
        assertThatThrownBy(() -> EventPattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static EventPattern pattern(JsonNode example) {
        return EventPattern.parse(example.get("pattern").toString());
    }
}
