package dev.tablecast.infrastructure.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.infrastructure.account.Account;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.configuration.table.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/** The example stacks, and some more. */
public final class StackFiles {
    private static final String NAMESPACE = "tablecast:";
    private static final String REGION = "aws:region";
    private static final String SUFFIX = ".yaml";

    /** Those that users copy, and those that only tests have. */
    private static final List<Path> FOLDERS =
            List.of(Path.of("examples"), Path.of("src", "test", "resources", "stacks"));

    private StackFiles() {}

    /** The names of the stacks. */
    public static List<String> stacks() {
        return files().keySet().stream().toList();
    }

    public static Account account(String stack) {
        return InventedAws.account(String.valueOf(config(stack).get(REGION)));
    }

    public static TablecastConfiguration configuration(String stack) {
        var settings = new HashMap<String, String>();
        config(stack)
                .forEach(
                        (name, value) -> {
                            if (name.startsWith(NAMESPACE)) {
                                settings.put(name.substring(NAMESPACE.length()), text(value));
                            }
                        });
        var account = account(stack);
        return TablecastConfiguration.of(
                settings,
                new Surroundings(Optional.of(account), name -> InventedTable.of(name, account)));
    }

    private static Map<String, Path> files() {
        var found = new TreeMap<String, Path>();
        for (Path folder : FOLDERS) {
            try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                files.forEach(
                        file -> found.put(file.getFileName().toString().replace(SUFFIX, ""), file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static Map<String, Object> config(String stack) {
        try {
            Map<String, Map<String, Object>> file =
                    new Yaml().load(Files.readString(files().get(stack)));
            return file.get("config");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a value as Pulumi passes it to a program: a list as JSON. */
    private static String text(Object value) {
        try {
            return value instanceof String text ? text : new JsonMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
