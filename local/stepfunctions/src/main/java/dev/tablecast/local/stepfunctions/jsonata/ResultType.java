package dev.tablecast.local.stepfunctions.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What a field takes from its expression. */
public enum ResultType {
    STRING,
    NUMBER,
    BOOLEAN,
    ARRAY,
    /** The items of a Map: AWS iterates over the fields of an object, too. */
    ARRAY_OR_OBJECT;

    boolean accepts(JsonNode value) {
        return switch (this) {
            case STRING -> value.isTextual();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case ARRAY -> value.isArray();
            case ARRAY_OR_OBJECT -> value.isContainerNode();
        };
    }

    /** As AWS calls it. */
    String expected() {
        return this == ARRAY_OR_OBJECT ? "array" : name().toLowerCase(Locale.ROOT);
    }
}
