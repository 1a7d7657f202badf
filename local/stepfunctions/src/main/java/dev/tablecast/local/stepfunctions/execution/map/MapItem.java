package dev.tablecast.local.stepfunctions.execution.map;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An item of a Map, as {@code $$.Map.Item} shows it.
 *
 * @param key the name of the field, if the Map iterates over an object; null for an array
 * @param source the origin of the item: {@link #STATE_DATA}, or a location such as {@code
 *     S3://bucket/key}
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html">Context
 *     object</a>
 */
public record MapItem(int index, JsonNode value, @Nullable String key, String source) {
    /** The source of items from a state's input. */
    public static final String STATE_DATA = "STATE_DATA";
}
