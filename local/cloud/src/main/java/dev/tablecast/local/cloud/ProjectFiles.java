package dev.tablecast.local.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The files of the project that the local cloud reads: the state machine, and the stack's settings.
 *
 * @param root the project's folder
 */
public record ProjectFiles(Path root) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Returns the state machine's definition, with placeholders for its substitutions.
     *
     * @throws InvalidSettingsException if there is no such file
     */
    public String definition() {
        return text("statemachine/broadcast.asl.json");
    }

    /** Returns the path of the functions' jar, whose classes run here without it. */
    public Path functionsJar() {
        return root.resolve("functions/target/functions.jar");
    }

    /**
     * Reads the settings in {@code infrastructure/Pulumi.local.yaml}, without their namespace.
     *
     * @throws InvalidSettingsException if there is no such file, or it isn't a stack's settings
     *     file
     */
    public Map<String, String> stackSettings() {
        return stackSettings("infrastructure/Pulumi.local.yaml");
    }

    /**
     * Reads the settings in a stack's file, without their namespace.
     *
     * @param path the file's path in the project
     * @throws InvalidSettingsException if there is no such file, or it isn't a stack's settings
     *     file
     */
    public Map<String, String> stackSettings(String path) {
        Path file = root.resolve(path);
        try (Reader yaml = Files.newBufferedReader(file)) {
            Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            if (loaded instanceof Map<?, ?> stack
                    && stack.get("config") instanceof Map<?, ?> config) {
                return withoutNamespace(config);
            }
            throw new InvalidSettingsException(
                    file + " has no \"config\"; the smallest file is \"config: {}\"");
        } catch (NoSuchFileException e) {
            throw new InvalidSettingsException(
                    "%s not found; the smallest file is \"config: {}\"".formatted(file), e);
        } catch (IOException | YAMLException e) {
            throw new InvalidSettingsException(
                    "%s can't be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Map<String, String> withoutNamespace(Map<?, ?> config) {
        String namespace = "tablecast:";
        var settings = new LinkedHashMap<String, String>();
        config.forEach(
                (name, value) -> {
                    if (value != null && name instanceof String key && key.startsWith(namespace)) {
                        settings.put(key.substring(namespace.length()), setting(value));
                    }
                });
        return settings;
    }

    /** Returns a setting as Pulumi passes it to programs: lists and objects become JSON. */
    private static String setting(Object value) {
        return value instanceof Iterable<?> || value instanceof Map<?, ?>
                ? JSON.valueToTree(value).toString()
                : String.valueOf(value);
    }

    private String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new InvalidSettingsException(
                    "%s can't be read: %s".formatted(root.resolve(file), e), e);
        }
    }
}
