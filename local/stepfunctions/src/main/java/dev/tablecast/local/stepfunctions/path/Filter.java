package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * An InputPath or OutputPath.
 *
 * @param path the path to apply; null for the value {@code null}, which replaces the data with an
 *     empty object
 */
public record Filter(@Nullable Path path) {
    public static final Filter ALL = new Filter(Path.ROOT);
    public static final Filter NOTHING = new Filter(null);

    /**
     * Returns the data that the path selects.
     *
     * @throws FailureException {@code States.Runtime} if the path selects nothing
     */
    public JsonNode apply(Scope scope) {
        if (path == null) {
            return Json.object();
        }
        try {
            return path.evaluate(scope);
        } catch (PathNotFoundException e) {
            throw new FailureException(ErrorNames.RUNTIME, e.getMessage());
        }
    }
}
