package dev.tablecast.infrastructure.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class ExampleConfigurationTest {
    private static final String NAMESPACE = "tablecast:";

    @Test
    void theExampleIsValidAndSaysTheDefaults() throws IOException {
        Map<String, Map<String, Object>> stack = yaml("Pulumi.dev.yaml");
        var settings = new HashMap<String, String>();
        stack.get("config")
                .forEach(
                        (name, value) -> {
                            if (name.startsWith(NAMESPACE)) {
                                settings.put(name.substring(NAMESPACE.length()), text(value));
                            }
                        });

        assertThat(TablecastConfiguration.of(settings))
                .isEqualTo(TablecastConfiguration.of(Map.of("auth", "none")));
    }

    @Test
    void theProjectIsTheNamespaceOfItsSettings() throws IOException {
        assertThat(ExampleConfigurationTest.<Object>yaml("Pulumi.yaml"))
                .containsEntry("name", "tablecast");
    }

    private static <T> Map<String, T> yaml(String file) throws IOException {
        return new Yaml().load(Files.readString(Path.of(file)));
    }

    /** As Pulumi hands it to a program: a list as JSON. */
    private static String text(Object value) {
        try {
            return value instanceof String text ? text : new JsonMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
