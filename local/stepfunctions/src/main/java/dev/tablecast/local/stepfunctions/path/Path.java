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
 * <p>A path that can select many values (wildcards, slices, filters, {@code ..}) selects a list,
 * which may be empty; any other selects one value or nothing.
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
     * @param whole whether it selects all of what it begins with
     */
    private Path(String text, @Nullable String variable, JsonPath compiled, boolean whole) {
        this.whole = whole;
        this.text = text;
        this.variable = variable;
        this.compiled = compiled;
    }

    /**
     * @throws InvalidExpressionException where the text is no JSONPath that begins with {@code $}
     */
    public static Path parse(String text) {
        if (!text.startsWith("$")) {
            throw new InvalidExpressionException(quote(text) + " is no path: it must begin with $");
        }
        var matcher = VARIABLE.matcher(text);
        var variable = matcher.matches() ? matcher.group("name") : null;
        if (variable != null && !Variables.isName(variable)) {
            throw new InvalidExpressionException(
                    quote(text) + " is no path: there is no variable $" + variable);
        }
        var expression =
                variable != null
                        ? "$" + matcher.group("rest")
                        : text.startsWith("$$") ? text.substring(1) : text;
        if (!Brackets.areClosed(expression)) {
            throw new InvalidExpressionException(
                    quote(text) + " is no path: a bracket or quote stays open");
        }
        try {
            return new Path(
                    text,
                    variable,
                    JsonPath.compile(FilterWords.quoted(expression)),
                    expression.equals("$"));
        } catch (InvalidPathException e) {
            throw new InvalidExpressionException(quote(text) + " is no path: " + e.getMessage(), e);
        }
    }

    /** What it selects; nothing where it leads through what isn't there. */
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
            // A function such as append() works in place, so it gets a tree of its own.
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
