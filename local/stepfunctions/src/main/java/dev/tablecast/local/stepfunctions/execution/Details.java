package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.local.stepfunctions.failure.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The details of an event while they are put together. */
final class Details {
    private final Map<String, JsonNode> fields = new LinkedHashMap<>();

    static Details none() {
        return new Details();
    }

    static Details of(Failure failure) {
        return none().with("error", failure.error()).with("cause", failure.cause());
    }

    Details with(String field, @Nullable String value) {
        if (value != null) {
            fields.put(field, TextNode.valueOf(value));
        }
        return this;
    }

    Details with(String field, long value) {
        fields.put(field, LongNode.valueOf(value));
        return this;
    }

    Details with(String field, JsonNode value) {
        fields.put(field, value);
        return this;
    }

    Map<String, JsonNode> fields() {
        return fields;
    }
}
