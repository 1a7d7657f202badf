package dev.tablecast.local.stepfunctions.asl.parser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.Definition;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A strict parser of definitions: unknown fields are errors, and all problems are reported
 * together.
 *
 * @see <a href="https://states-language.net/spec.html">The Amazon States Language</a>
 */
public final class DefinitionParser {
    static final int LONGEST_SECONDS = 99_999_999;
    private static final String STATE_NAME = "StateName";
    private static final String NO_OBJECT = "Definition must be a valid JSON object";

    private final ResourceCheck resources;

    /**
     * @param resources checks the resource of each Task state
     */
    public DefinitionParser(ResourceCheck resources) {
        this.resources = resources;
    }

    /**
     * Parses the definition of a STANDARD state machine.
     *
     * @throws InvalidDefinitionException with all problems
     */
    public Definition parse(String text) {
        return parse(text, WorkflowType.STANDARD);
    }

    /**
     * Parses the definition of a state machine.
     *
     * @param text JSON
     * @throws InvalidDefinitionException with all problems
     */
    public Definition parse(String text, WorkflowType type) {
        var noted = new Problems();
        var definition = parse(Fields.of(object(text), "", noted), noted, type);
        return without(noted, definition);
    }

    /**
     * Parses the definition of a single state, as the TestState action takes it. The state gets
     * TestState's name, {@code StateName}, and its transitions may name any state.
     *
     * @throws InvalidDefinitionException with all problems
     */
    public State parseState(String text) {
        var noted = new Problems();
        var fields = Fields.of(object(text), "/States/" + STATE_NAME, noted);
        var parsing = new Parsing(noted, resources, WorkflowType.STANDARD, QueryLanguage.JSON_PATH);
        return without(noted, new StateParser(STATE_NAME, fields, parsing, new Exits()).parse());
    }

    private static JsonNode object(String text) {
        if (text.isBlank()) {
            throw refusal(Problem.Code.SCHEMA_VALIDATION_FAILED, NO_OBJECT);
        }
        try {
            var json = Json.parseStrictly(text);
            if (json.isObject()) {
                return json;
            }
        } catch (MalformedJsonException e) {
            throw refusal(Problem.Code.INVALID_JSON_DESCRIPTION, e.getMessage());
        }
        throw refusal(Problem.Code.SCHEMA_VALIDATION_FAILED, NO_OBJECT);
    }

    private static <T> T without(Problems noted, @Nullable T parsed) {
        var problems = noted.found();
        if (!problems.isEmpty() || parsed == null) {
            throw new InvalidDefinitionException(problems);
        }
        return parsed;
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
