package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * An InputPath or OutputPath.
 *
 * @param path what it lets through; null lets nothing through, so that an empty object is left
 */
public record Filter(@Nullable Path path) {
    public static final Filter ALL = new Filter(Path.ROOT);
    public static final Filter NOTHING = new Filter(null);

    /**
     * @throws FailureException {@code States.Runtime}, where the path selects nothing
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
