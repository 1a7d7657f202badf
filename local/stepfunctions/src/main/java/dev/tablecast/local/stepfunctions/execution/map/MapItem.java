package dev.tablecast.local.stepfunctions.execution.map;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a Map's iteration works on.
 *
 * @param key the name of the field, where the Map iterates over an object; null for an array
 * @param source where the item is from: {@link #STATE_DATA}, or a place such as {@code
 *     S3://bucket/key}
 */
public record MapItem(int index, JsonNode value, @Nullable String key, String source) {
    /** The source of items that come out of a state's input. */
    public static final String STATE_DATA = "STATE_DATA";
}
