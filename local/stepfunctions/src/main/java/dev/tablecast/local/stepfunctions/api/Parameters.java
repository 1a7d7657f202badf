package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request's parameters; a missing or ill-typed one is refused by its name. */
record Parameters(ObjectNode json) {
    String text(String name) {
        var text = optionalText(name);
        if (text == null) {
            throw invalid(name, "null", "Member must not be null");
        }
        return text;
    }

    @Nullable String optionalText(String name) {
        var value = value(name);
        if (value == null || value.isTextual()) {
            return value == null ? null : value.textValue();
        }
        throw invalid(name, value.toString(), "Member must be a string");
    }

    String oneOf(String name, String defaultValue, List<String> allowed) {
        var text = optionalText(name);
        if (text == null) {
            return defaultValue;
        }
        if (!allowed.contains(text)) {
            throw invalid(name, "'" + text + "'", "Member must satisfy enum value set: " + allowed);
        }
        return text;
    }

    boolean flag(String name, boolean defaultValue) {
        var value = value(name);
        if (value == null) {
            return defaultValue;
        }
        if (!value.isBoolean()) {
            throw invalid(name, value.toString(), "Member must be a boolean");
        }
        return value.booleanValue();
    }

    /** A page's size; 0 or nothing stands for the default. */
    int pageSize(String name, int defaultValue, int most) {
        var value = value(name);
        if (value == null) {
            return defaultValue;
        }
        if (!value.canConvertToInt() || value.intValue() < 0 || value.intValue() > most) {
            throw invalid(
                    name, value.toString(), "Member must be a whole number from 0 to " + most);
        }
        return value.intValue() == 0 ? defaultValue : value.intValue();
    }

    /** Those of the named parameters that are there. */
    Map<String, JsonNode> some(List<String> names) {
        var found = new HashMap<String, JsonNode>();
        for (var name : names) {
            var value = value(name);
            if (value != null) {
                found.put(name, value);
            }
        }
        return found;
    }

    /** Refuses a parameter that would be ignored, and be missed. */
    void refuseFlag(String name) {
        if (flag(name, false)) {
            throw new RefusedException(
                    Code.VALIDATION, "\"" + name + "\": true isn't supported here");
        }
    }

    private @Nullable JsonNode value(String name) {
        var value = json.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static RefusedException invalid(String name, String found, String constraint) {
        return new RefusedException(
                Code.VALIDATION,
                "1 validation error detected: Value "
                        + found
                        + " at '"
                        + name
                        + "' failed to satisfy constraint: "
                        + constraint);
    }
}
