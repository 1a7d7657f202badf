package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath into a state's data ({@code $}), the context object ({@code $$}) or a variable ({@code
 * $name}).
 *
 * <p>A path that can select several values, with wildcards, slices, filters or {@code ..}, returns
 * an array, which may be empty. Any other path is definite: it selects one value or nothing.
 *
 * @see <a href="https://states-language.net/spec.html#path">ASL, Paths</a>
 */
public final class Path implements Expression {
    private static final Configuration CONFIGURATION =
            Configuration.builder()
                    .jsonProvider(new BoundedArrays())
                    .mappingProvider(new JacksonMappingProvider(Json.mapper()))
                    .build();

    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)(?<rest>([.\\[].*)?)");

    public static final Path ROOT = parse("$");

    private final String text;
    private final @Nullable String variable;
    private final JsonPath compiled;
    private final boolean whole;

    /**
     * @param whole whether it selects all of the data, context object or variable
     */
    private Path(String text, @Nullable String variable, JsonPath compiled, boolean whole) {
        this.whole = whole;
        this.text = text;
        this.variable = variable;
        this.compiled = compiled;
    }

    /**
     * Parses a path.
     *
     * @throws InvalidExpressionException if the text is not a JSONPath that starts with {@code $}
     */
    public static Path parse(String text) {
        if (!text.startsWith("$")) {
            throw new InvalidExpressionException(
                    quote(text) + " is not a path: it must start with $");
        }
        var matcher = VARIABLE.matcher(text);
        var variable = matcher.matches() ? matcher.group("name") : null;
        if (variable != null && !Variables.isName(variable)) {
            throw new InvalidExpressionException(
                    quote(text) + " is not a path: $" + variable + " is not a valid variable");
        }
        var expression =
                variable != null
                        ? "$" + matcher.group("rest")
                        : text.startsWith("$$") ? text.substring(1) : text;
        if (!Brackets.areClosed(expression)) {
            throw new InvalidExpressionException(
                    quote(text) + " is not a path: a bracket or quote is not closed");
        }
        try {
            return new Path(
                    text,
                    variable,
                    JsonPath.compile(FilterWords.quoted(expression)),
                    expression.equals("$"));
        } catch (InvalidPathException e) {
            throw new InvalidExpressionException(
                    quote(text) + " is not a path: " + e.getMessage(), e);
        }
    }

    /** Returns the selected value; empty if there is none. */
    public Optional<JsonNode> find(Scope scope) {
        try {
            return Optional.of(read(scope));
        } catch (PathNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public JsonNode evaluate(Scope scope) {
        try {
            return read(scope);
        } catch (PathNotFoundException e) {
            if (!compiled.isDefinite()) {
                return Json.mapper().createArrayNode();
            }
            throw e;
        }
    }

    private JsonNode read(Scope scope) {
        var root = root(scope);
        if (whole) {
            return root;
        }
        try {
            // Functions such as append() modify the tree, so they get a copy.
            return select(text.endsWith(")") ? root.deepCopy() : root);
        } catch (com.jayway.jsonpath.PathNotFoundException e) {
            throw new PathNotFoundException(text, reason(e));
        } catch (JsonPathException e) {
            throw new FailureException(
                    ErrorNames.RUNTIME, "Invalid path " + quote(text) + ": " + e.getMessage());
        }
    }

    private JsonNode root(Scope scope) {
        if (variable != null) {
            return scope.variables()
                    .find(variable)
                    .orElseThrow(
                            () ->
                                    new PathNotFoundException(
                                            text, "The variable $" + variable + " isn't assigned"));
        }
        return text.startsWith("$$") ? scope.context() : scope.data();
    }

    private JsonNode select(JsonNode root) {
        Object selected = compiled.read((Object) root, CONFIGURATION);
        if (selected == null) {
            return NullNode.getInstance();
        }
        return selected instanceof JsonNode node ? node : Json.mapper().valueToTree(selected);
    }

    private String reason(com.jayway.jsonpath.PathNotFoundException e) {
        var message = e.getMessage();
        return message == null || message.isEmpty()
                ? "No results for path: " + compiled.getPath()
                : message;
    }

    private static String quote(String text) {
        return "'" + text + "'";
    }

    @Override
    public String toString() {
        return text;
    }
}
