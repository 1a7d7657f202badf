package dev.tablecast.local.stepfunctions.asl.parser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.DistributedMap;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.path.InvalidExpressionException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object of the definition that is read field by field. {@link #nothingElse} reports the fields
 * that nothing has read.
 *
 * <p>An invalid field is reported and then reads as absent, so that parsing continues and finds the
 * other problems.
 */
final class Fields {
    private final ObjectNode json;
    private final String location;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(ObjectNode json, String location, Problems problems) {
        this.json = json;
        this.location = location;
        this.problems = problems;
    }

    static Fields of(JsonNode json, String location, Problems problems) {
        if (json instanceof ObjectNode object) {
            return new Fields(object, location, problems);
        }
        problems.schema(location, "must be an object, not " + json);
        return new Fields(Json.object(), location, problems);
    }

    /** Returns the location of a field, such as {@code /States/Pay/Next}. */
    String at(String field) {
        return location + "/" + field;
    }

    String location() {
        return location;
    }

    ObjectNode json() {
        return json;
    }

    /** Reports a problem of the object as a whole. */
    void problem(String message) {
        problems.schema(location, message);
    }

    /** Reports a problem of a field. */
    void problem(String field, String message) {
        problems.schema(at(field), message);
    }

    boolean has(String field) {
        return json.has(field);
    }

    /** Returns the value of a field; null if it is absent. */
    @Nullable JsonNode take(String field) {
        known.add(field);
        return json.get(field);
    }

    /** Accepts fields without reading them. */
    void ignore(String... fields) {
        known.addAll(List.of(fields));
    }

    /**
     * Reports a field that must not be here, if it is present.
     *
     * @param reason the end of the message, after the name of the field
     */
    void refuse(String field, String reason) {
        if (has(field)) {
            known.add(field);
            problem(field, "\"" + field + "\" " + reason);
        }
    }

    /** Reads a string. Returns null if it is absent, or of another type and reported. */
    @Nullable String text(String field) {
        var value = take(field);
        if (value == null || value.isTextual()) {
            return value == null ? null : value.textValue();
        }
        problem(field, "must be a string, not " + value);
        return null;
    }

    /**
     * Reads a string that must be present. Returns an empty string if it is absent, invalid or
     * empty, after reporting that.
     */
    String requiredText(String field) {
        if (take(field) == null) {
            missing(List.of(field));
        }
        var text = text(field);
        if (text != null && text.isEmpty()) {
            problem(field, "must not be empty");
        }
        return text == null ? "" : text;
    }

    /** Reports missing fields, in the words of AWS. */
    void missing(List<String> missing) {
        problem("These fields are required: " + missing);
    }

    /** Reads a boolean; false if it is absent. */
    boolean flag(String field) {
        var value = take(field);
        if (value != null && !value.isBoolean()) {
            problem(field, "must be true or false, not " + value);
        }
        return value != null && value.asBoolean();
    }

    /**
     * Reads a whole number from {@code least} to {@code most}. Returns null if it is absent, or
     * invalid and reported.
     */
    @Nullable Integer wholeNumber(String field, int least, int most) {
        var value = take(field);
        if (value == null) {
            return null;
        }
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            int number = value.intValue();
            if (least <= number && number <= most) {
                return number;
            }
        }
        problem(field, "must be a whole number from " + least + " to " + most + ", not " + value);
        return null;
    }

    /** Reads a number from 0 to 100. Returns null if it is absent, or invalid and reported. */
    @Nullable BigDecimal percentage(String field) {
        var value = take(field);
        if (value == null) {
            return null;
        }
        if (value.isNumber() && DistributedMap.Percentage.contains(value.decimalValue())) {
            return value.decimalValue();
        }
        problem(field, "must be a number from 0 to 100, not " + value);
        return null;
    }

    /** Reads and parses a string. Returns null if it is absent, or invalid and reported. */
    <T> @Nullable T parsed(String field, Function<String, T> parser) {
        var text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (InvalidExpressionException e) {
            problem(field, e.getMessage());
            return null;
        }
    }

    /** Returns an object; null if it is absent. */
    @Nullable Fields object(String field) {
        var value = take(field);
        return value == null ? null : of(value, at(field), problems);
    }

    /** Returns the objects of an array; an empty list if the field is absent. */
    List<Fields> objects(String field) {
        var value = take(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            problem(field, "must be an array, not " + value);
            return List.of();
        }
        var objects = new ArrayList<Fields>();
        for (var item : value) {
            objects.add(of(item, at(field) + "[" + objects.size() + "]", problems));
        }
        return objects;
    }

    /**
     * Reports each field that has been neither read nor ignored.
     *
     * @param what the object, for the message, such as {@code "a Task state"}
     */
    void nothingElse(String what) {
        for (var field : json.properties()) {
            if (!known.contains(field.getKey())) {
                problem(
                        field.getKey(),
                        "Field is not supported: \""
                                + field.getKey()
                                + "\" is not a field of "
                                + what
                                + "; there are: "
                                + String.join(", ", known));
            }
        }
    }
}
