package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import dev.tablecast.local.stepfunctions.json.Json;

/**
 * A JsonPath provider for Jackson trees in which an index past the end selects nothing.
 *
 * <p>The library's own provider returns {@code null} for such an index, as if the array contained
 * it.
 */
final class BoundedArrays extends JacksonJsonNodeJsonProvider {
    BoundedArrays() {
        super(Json.mapper());
    }

    @Override
    public Object getArrayIndex(Object array, int index) {
        var items = (JsonNode) array;
        if (index < 0 || index >= items.size()) {
            throw new IndexOutOfBoundsException(index);
        }
        return items.get(index);
    }
}
