package dev.tablecast.local.stepfunctions.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The type of value that a field accepts from its expression. */
public enum ResultType {
    STRING,
    NUMBER,
    BOOLEAN,
    ARRAY,
    /** The items of a Map. Like AWS, it accepts an object and iterates over its fields. */
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

    /** Returns the name of the type in AWS's messages. */
    String expected() {
        return this == ARRAY_OR_OBJECT ? "array" : name().toLowerCase(Locale.ROOT);
    }
}
