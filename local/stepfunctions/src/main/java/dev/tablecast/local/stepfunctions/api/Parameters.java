package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request. A missing or invalid parameter is refused with {@code
 * ValidationException}, in the words of AWS.
 */
record Parameters(ObjectNode json) {
    private static final Pattern ALIAS =
            Pattern.compile("^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$");

    /** Maximum lengths in characters by parameter, from Step Functions' service model. */
    private static final Map<String, Integer> LONGEST =
            Map.of(
                    "executionArn", 256,
                    "activityArn", 256,
                    "roleArn", 256,
                    "error", 256,
                    "cause", 32_768,
                    "taskToken", 2_048,
                    "traceHeader", 256,
                    "workerName", 80);

    /** Returns a required string. */
    String text(String name) {
        var text = optionalText(name);
        if (text == null) {
            throw invalid(name, "null", "Member must not be null");
        }
        return text;
    }

    @Nullable String optionalText(String name) {
        var longest = LONGEST.get(name);
        return optionalText(name, longest == null ? Integer.MAX_VALUE : longest);
    }

    /**
     * Returns a string; null if it is absent.
     *
     * @param longest the maximum length in characters
     */
    @Nullable String optionalText(String name, int longest) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw invalid(name, value.toString(), "Member must be a string");
        }
        var text = value.textValue();
        if (text.length() > longest) {
            throw invalid(
                    name,
                    "'" + text + "'",
                    "Member must have length less than or equal to " + longest);
        }
        return text;
    }

    /** Returns one of the allowed strings; the default if it is absent. */
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

    /** Returns a boolean; the default if it is absent. */
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

    /** Returns the size of a page; the default if it is absent or 0. */
    int pageSize(String name, int defaultValue, int most) {
        var value = value(name);
        if (value == null) {
            return defaultValue;
        }
        if (!value.isIntegralNumber()) {
            throw invalid(name, value.toString(), "Member must be a whole number");
        }
        if (!value.canConvertToInt() || value.intValue() > most) {
            throw invalid(
                    name,
                    "'" + value + "'",
                    "Member must have value less than or equal to " + most);
        }
        if (value.intValue() < 0) {
            throw invalid(
                    name, "'" + value + "'", "Member must have value greater than or equal to 0");
        }
        return value.intValue() == 0 ? defaultValue : value.intValue();
    }

    /** Returns those of the parameters that are present. */
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

    /** Returns whether a parameter is present. */
    boolean has(String name) {
        return value(name) != null;
    }

    /** Returns the parameters in an object; none if it is absent. */
    Parameters object(String name) {
        var value = value(name);
        if (value != null && !value.isObject()) {
            throw invalid(name, value.toString(), "Member must be an object");
        }
        return new Parameters(value == null ? Json.object() : (ObjectNode) value);
    }

    /** Parses the JSON in a string; null if it is absent. */
    @Nullable JsonNode json(String name) {
        var text = optionalText(name);
        try {
            return text == null ? null : Json.parse(text);
        } catch (MalformedJsonException e) {
            throw invalid(name, "'" + text + "'", "Member must be valid JSON");
        }
    }

    /** Returns a number of at least 0; 0 if it is absent. */
    int count(String name) {
        var value = value(name);
        if (value == null) {
            return 0;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            throw invalid(
                    name, value.toString(), "Member must have value greater than or equal to 0");
        }
        return value.intValue();
    }

    /** Returns a required whole number. */
    int integer(String name) {
        var value = value(name);
        if (value == null) {
            throw invalid(name, "null", "Member must not be null");
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw invalid(name, value.toString(), "Member must be a whole number");
        }
        return value.intValue();
    }

    /** Returns a required number from 0 to 100. */
    BigDecimal percentage(String name) {
        var value = value(name);
        if (value == null
                || !value.isNumber()
                || value.decimalValue().signum() < 0
                || value.decimalValue().compareTo(BigDecimal.valueOf(100)) > 0) {
            throw invalid(name, String.valueOf(value), "Member must be between 0 and 100");
        }
        return value.decimalValue();
    }

    /** Returns the objects of an array; none if it is absent. */
    List<Parameters> objects(String name) {
        var value = value(name);
        if (value == null) {
            return List.of();
        }
        var objects = new ArrayList<Parameters>();
        for (var item : value) {
            if (!(item instanceof ObjectNode object)) {
                throw invalid(name, value.toString(), "Member must be an array of objects");
            }
            objects.add(new Parameters(object));
        }
        return objects;
    }

    /**
     * Returns the name of an alias. It can't consist of digits only, which would make it the number
     * of a version.
     */
    String aliasName() {
        var name = text("name");
        if (name.length() > 80) {
            throw invalid(
                    "name", "'" + name + "'", "Member must have length less than or equal to 80");
        }
        if (!ALIAS.matcher(name).matches()) {
            throw invalid(
                    "name",
                    "'" + name + "'",
                    "Member must satisfy regular expression pattern: " + ALIAS.pattern());
        }
        return name;
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
