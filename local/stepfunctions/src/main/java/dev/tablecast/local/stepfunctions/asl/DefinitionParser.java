package dev.tablecast.local.stepfunctions.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parses a definition strictly: what isn't understood is refused by name, and all mistakes are
 * reported together.
 *
 * @see <a href="https://states-language.net/spec.html">The Amazon States Language</a>
 */
public final class DefinitionParser {
    static final int LONGEST_SECONDS = 99_999_999;
    private static final String NO_OBJECT = "Definition must be a valid JSON object";

    private final ResourceCheck resources;

    public DefinitionParser(ResourceCheck resources) {
        this.resources = resources;
    }

    /** Parses the definition of a STANDARD state machine. */
    public Definition parse(String text) {
        return parse(text, WorkflowType.STANDARD);
    }

    /**
     * @throws InvalidDefinitionException with every mistake
     */
    public Definition parse(String text, WorkflowType type) {
        if (text.isBlank()) {
            throw refusal(Problem.Code.SCHEMA_VALIDATION_FAILED, NO_OBJECT);
        }
        JsonNode json;
        try {
            json = Json.parseStrictly(text);
        } catch (MalformedJsonException e) {
            throw refusal(Problem.Code.INVALID_JSON_DESCRIPTION, e.getMessage());
        }
        if (!json.isObject()) {
            throw refusal(Problem.Code.SCHEMA_VALIDATION_FAILED, NO_OBJECT);
        }
        var noted = new Problems();
        var definition = parse(Fields.of(json, "", noted), noted, type);
        var problems = noted.found();
        if (!problems.isEmpty() || definition == null) {
            throw new InvalidDefinitionException(problems);
        }
        return definition;
    }

    private static InvalidDefinitionException refusal(Problem.Code code, @Nullable String message) {
        return new InvalidDefinitionException(
                List.of(new Problem(code, "", Objects.requireNonNullElse(message, ""))));
    }

    private @Nullable Definition parse(Fields fields, Problems problems, WorkflowType type) {
        fields.ignore("Comment");
        var version = fields.text("Version");
        if (version != null && !version.equals("1.0")) {
            fields.problem("Version", "must be \"1.0\", not \"" + version + "\"");
        }
        var language = QueryLanguage.ofMachine(fields);
        var parsing = new Parsing(problems, resources, type, language);
        var seconds = fields.wholeNumber("TimeoutSeconds", 1, LONGEST_SECONDS);
        var graph = GraphParser.parse(fields, parsing);
        parsing.variables().report(problems);
        fields.nothingElse("a state machine");
        return graph == null
                ? null
                : new Definition(graph, seconds == null ? null : Duration.ofSeconds(seconds));
    }
}
