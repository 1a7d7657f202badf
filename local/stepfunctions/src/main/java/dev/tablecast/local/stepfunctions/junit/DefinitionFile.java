package dev.tablecast.local.stepfunctions.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A definition as the tests run it.
 *
 * @param text the definition with its substitutions, with Maps that run one iteration at a time,
 *     and without a {@code QueryLanguage} of JSONPath, which Step Functions Local doesn't know
 */
record DefinitionFile(String name, String text) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    /**
     * Reads the definition of a test class.
     *
     * @throws IllegalArgumentException if a substitution is invalid or missing
     */
    static DefinitionFile read(StepFunctionsTest settings) {
        var file = Path.of(settings.definition());
        var definition = Json.parse(substitute(file, text(file), settings.substitutions()));
        adapt(definition);
        return new DefinitionFile(
                settings.name().isEmpty() ? name(file) : settings.name(), Json.write(definition));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The definition " + file.toAbsolutePath() + " can't be read", e);
        }
    }

    private static String name(Path file) {
        var name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static String substitute(Path file, String text, String... substitutions) {
        var substituted = text;
        for (var substitution : substitutions) {
            var parts = substitution.split("=", 2);
            var placeholder = "${" + parts[0] + "}";
            if (parts.length < 2 || !text.contains(placeholder)) {
                throw new IllegalArgumentException(
                        "\"%s\" must be Name=value with a ${Name} of %s"
                                .formatted(substitution, file));
            }
            substituted = substituted.replace(placeholder, parts[1]);
        }
        var missing = new TreeSet<String>();
        PLACEHOLDER.matcher(substituted).results().forEach(found -> missing.add(found.group(1)));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "There are no substitutions in %s for: %s"
                            .formatted(file, String.join(", ", missing)));
        }
        return substituted;
    }

    private static void adapt(JsonNode json) {
        if (json instanceof ObjectNode object) {
            if (object.path("QueryLanguage").asText().equals("JSONPath")) {
                object.remove("QueryLanguage");
            }
            if (object.path("Type").asText().equals("Map")) {
                object.remove("MaxConcurrencyPath");
                object.put("MaxConcurrency", 1);
            }
        }
        json.forEach(DefinitionFile::adapt);
    }
}
