package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Where a state's result goes.
 *
 * @param place in the state's raw input; null discards the result
 * @see <a href="https://states-language.net/spec.html#using-resultpath">ASL, Using ResultPath</a>
 */
public record ResultPath(@Nullable ReferencePath place) {
    public static final ResultPath DISCARD = new ResultPath(null);
    public static final ResultPath REPLACE = new ResultPath(ReferencePath.parse("$"));

    public JsonNode combine(JsonNode rawInput, JsonNode result) {
        return place == null ? rawInput : place.put(rawInput, result);
    }
}
