package dev.tablecast.infrastructure.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/** The example stacks, {@code Pulumi.<stack>.yaml} beside the program. */
final class StackFiles {
    private static final String NAMESPACE = "tablecast:";
    private static final String PREFIX = "Pulumi.";
    private static final String SUFFIX = ".yaml";

    private StackFiles() {}

    /** The names of the stacks. */
    static List<String> stacks() {
        try (var files = Files.newDirectoryStream(Path.of(""), PREFIX + "*" + SUFFIX)) {
            var names = new TreeSet<String>();
            for (Path file : files) {
                String name = file.toString();
                names.add(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
            }
            return List.copyOf(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TablecastConfiguration configuration(String stack) {
        var settings = new HashMap<String, String>();
        config(stack)
                .forEach(
                        (name, value) -> {
                            if (name.startsWith(NAMESPACE)) {
                                settings.put(name.substring(NAMESPACE.length()), text(value));
                            }
                        });
        return TablecastConfiguration.of(settings);
    }

    private static Map<String, Object> config(String stack) {
        try {
            Map<String, Map<String, Object>> file =
                    new Yaml().load(Files.readString(Path.of(PREFIX + stack + SUFFIX)));
            return file.get("config");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
