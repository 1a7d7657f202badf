package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path that identifies exactly one location, such as {@code $.a.b[0]['c d']}. Like AWS, it allows
 * a dot before the bracket: {@code $.a.['c d']}.
 *
 * @see <a href="https://states-language.net/spec.html#ref-paths">ASL, Reference Paths</a>
 */
public final class ReferencePath {
    private static final Pattern STEP =
            Pattern.compile(
                    "\\.(?<dotted>[^.\\[\\]'\"@,:?*()\\s$]+)"
                            + "|\\.?\\[\\s*(?:(?<index>\\d{1,9})"
                            + "|'(?<single>(?:[^'\\\\]|\\\\.)+)'"
                            + "|\"(?<double>(?:[^\"\\\\]|\\\\.)+)\")\\s*]");

    /** A step of the path: the name of a field or the index of an array. */
    private sealed interface Step {
        record Field(String name) implements Step {}

        record Index(int index) implements Step {}
    }

    private final String text;
    private final List<Step> steps;

    private ReferencePath(String text, List<Step> steps) {
        this.text = text;
        this.steps = List.copyOf(steps);
    }

    /**
     * Parses a reference path.
     *
     * @throws InvalidExpressionException if the text could select more than one value
     */
    public static ReferencePath parse(String text) {
        if (!text.startsWith("$") || text.startsWith("$$")) {
            throw new InvalidExpressionException(
                    "'" + text + "' is not a reference path: it must start with a single $");
        }
        var steps = new ArrayList<Step>();
        var matcher = STEP.matcher(text).region(1, text.length());
        while (matcher.lookingAt()) {
            steps.add(step(matcher.toMatchResult()));
            matcher.region(matcher.end(), text.length());
        }
        if (matcher.regionStart() != text.length()) {
            throw new InvalidExpressionException(
                    "'"
                            + text
                            + "' is not a reference path: character "
                            + matcher.regionStart()
                            + " doesn't start .name, ['name'] or [index]");
        }
        return new ReferencePath(text, steps);
    }

    private static Step step(MatchResult match) {
        if (match.group("index") != null) {
            return new Step.Index(Integer.parseInt(match.group("index")));
        }
        if (match.group("dotted") != null) {
            return new Step.Field(match.group("dotted"));
        }
        var quoted = match.group("single") == null ? match.group("double") : match.group("single");
        return new Step.Field(quoted.replaceAll("\\\\(.)", "$1"));
    }

    /**
     * Returns a copy of the target with a value at this location. Missing objects on the way are
     * created.
     *
     * @throws FailureException {@code States.ResultPathMatchFailure} if the path leads through
     *     another kind of value
     */
    public JsonNode put(JsonNode target, JsonNode value) {
        return put(target, 0, value);
    }

    private JsonNode put(@Nullable JsonNode target, int depth, JsonNode value) {
        if (depth == steps.size()) {
            return value;
        }
        return switch (steps.get(depth)) {
            case Step.Field(String name) -> {
                var copy = fieldsOf(target);
                copy.set(name, put(copy.get(name), depth + 1, value));
                yield copy;
            }
            case Step.Index(int index) -> {
                if (!(target instanceof ArrayNode items) || index >= items.size()) {
                    throw mismatch();
                }
                var copy = Json.mapper().createArrayNode().addAll(items);
                copy.set(index, put(items.get(index), depth + 1, value));
                yield copy;
            }
        };
    }

    private ObjectNode fieldsOf(@Nullable JsonNode target) {
        if (target == null || target.isNull()) {
            return Json.object();
        }
        if (target instanceof ObjectNode fields) {
            return Json.object().setAll(fields);
        }
        throw mismatch();
    }

    private FailureException mismatch() {
        return new FailureException(
                ErrorNames.RESULT_PATH_MATCH_FAILURE,
                "Unable to apply ReferencePath " + text + " to the input: a value is in its way.");
    }

    @Override
    public String toString() {
        return text;
    }
}
