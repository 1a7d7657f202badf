package dev.tablecast.local.cloud;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the local cloud reads of the project: the state machine, and the local stack's settings.
 *
 * @param root the project's folder
 */
public record ProjectFiles(Path root) {
    /** Text of the state machine's definition, with its substitutions. */
    public String definition() {
        return text("statemachine/broadcast.asl.json");
    }

    /** Where the functions' jar is; here their classes run, not the jar. */
    public Path functionsJar() {
        return root.resolve("functions/target/functions.jar");
    }

    /**
     * The settings of {@code infrastructure/Pulumi.local.yaml}, without their namespace.
     *
     * @throws InvalidSettingsException if the file isn't a stack's settings
     */
    public Map<String, String> stackSettings() {
        Path file = root.resolve("infrastructure/Pulumi.local.yaml");
        try (Reader yaml = Files.newBufferedReader(file)) {
            Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            if (loaded instanceof Map<?, ?> stack
                    && stack.get("config") instanceof Map<?, ?> config) {
                return withoutNamespace(config);
            }
            throw new InvalidSettingsException(file + " has no \"config\"");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private static Map<String, String> withoutNamespace(Map<?, ?> config) {
        String namespace = "tablecast:";
        var settings = new LinkedHashMap<String, String>();
        config.forEach(
                (name, value) -> {
                    if (name instanceof String key && key.startsWith(namespace)) {
                        settings.put(key.substring(namespace.length()), setting(value));
                    }
                });
        return settings;
    }

    /** Lists become text separated by commas, which the settings take as well. */
    private static String setting(Object value) {
        return value instanceof Iterable<?> values
                ? String.join(",", elements(values))
                : String.valueOf(value);
    }

    private static Iterable<String> elements(Iterable<?> values) {
        var texts = new ArrayList<String>();
        values.forEach(value -> texts.add(String.valueOf(value)));
        return texts;
    }

    private String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(root.resolve(file) + " can't be read", e);
        }
    }
}
