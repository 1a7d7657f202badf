package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A ResultPath: the location of a state's result in its input.
 *
 * @param place the location in the raw input; null discards the result
 * @see <a href="https://states-language.net/spec.html#using-resultpath">ASL, Using ResultPath</a>
 */
public record ResultPath(@Nullable ReferencePath place) {
    public static final ResultPath DISCARD = new ResultPath(null);
    public static final ResultPath REPLACE = new ResultPath(ReferencePath.parse("$"));

    /**
     * Returns the raw input with the result.
     *
     * @throws FailureException as {@link ReferencePath#put} does
     */
    public JsonNode combine(JsonNode rawInput, JsonNode result) {
        return place == null ? rawInput : place.put(rawInput, result);
    }
}
