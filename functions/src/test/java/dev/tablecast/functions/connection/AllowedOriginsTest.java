package dev.tablecast.functions.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllowedOriginsTest {
    /** The cases that the Pulumi program's own test reads too. */
    private static final Path EXAMPLES =
            Path.of("../infrastructure/src/test/resources/allowed-origins.json");

    static List<JsonNode> examples() throws IOException {
        JsonNode examples = new ObjectMapper().readTree(Files.readString(EXAMPLES));
        return StreamSupport.stream(examples.spliterator(), false).toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anOriginLetsInItsOwnPagesAndNoOthers(JsonNode example) {
        var allowed = new AllowedOrigins(List.of(example.get("origin").textValue()));

        for (JsonNode origin : example.get("allows")) {
            assertThat(allowed.allows(origin.textValue())).as(origin.textValue()).isTrue();
        }
        for (JsonNode origin : example.get("refuses")) {
            assertThat(allowed.allows(origin.textValue())).as(origin.textValue()).isFalse();
        }
    }

    @Test
    void oneOfTheOriginsIsEnough() {
        var allowed = new AllowedOrigins(List.of("https://a.test", "https://*.b.test"));

        assertThat(allowed.allows("https://a.test")).isTrue();
        assertThat(allowed.allows("https://x.b.test")).isTrue();
        assertThat(allowed.allows("https://x.a.test")).isFalse();
    }
}
