package dev.tablecast.local.stepfunctions.execution.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.local.stepfunctions.failure.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The details of an event, while they are collected. Null values are left out. */
public final class EventDetails {
    private final Map<String, JsonNode> fields = new LinkedHashMap<>();

    private EventDetails() {}

    /** Returns details without fields. */
    public static EventDetails none() {
        return new EventDetails();
    }

    /** Returns details with the error and cause of a failure. */
    public static EventDetails of(Failure failure) {
        return none().with("error", failure.error()).with("cause", failure.cause());
    }

    public EventDetails with(String field, @Nullable String value) {
        if (value != null) {
            fields.put(field, TextNode.valueOf(value));
        }
        return this;
    }

    public EventDetails with(String field, long value) {
        fields.put(field, LongNode.valueOf(value));
        return this;
    }

    public EventDetails with(String field, JsonNode value) {
        fields.put(field, value);
        return this;
    }

    Map<String, JsonNode> fields() {
        return fields;
    }
}
