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
 * An object of the definition, read field by field; what nobody asked for is refused at the end.
 *
 * <p>A mistake is noted and the field then reads as absent, so that parsing goes on to the next
 * one.
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

    String at(String field) {
        return location + "/" + field;
    }

    String location() {
        return location;
    }

    ObjectNode json() {
        return json;
    }

    /** Notes a mistake of the object as a whole. */
    void problem(String message) {
        problems.schema(location, message);
    }

    void problem(String field, String message) {
        problems.schema(at(field), message);
    }

    boolean has(String field) {
        return json.has(field);
    }

    /** The field's value; null where it is absent. */
    @Nullable JsonNode take(String field) {
        known.add(field);
        return json.get(field);
    }

    /** Knows the fields, so that they may be there, but does nothing with them. */
    void ignore(String... fields) {
        known.addAll(List.of(fields));
    }

    void refuse(String field, String reason) {
        if (has(field)) {
            known.add(field);
            problem(field, "\"" + field + "\" " + reason);
        }
    }

    @Nullable String text(String field) {
        var value = take(field);
        if (value == null || value.isTextual()) {
            return value == null ? null : value.textValue();
        }
        problem(field, "must be a string, not " + value);
        return null;
    }

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

    void missing(List<String> missing) {
        problem("These fields are required: " + missing);
    }

    boolean flag(String field) {
        var value = take(field);
        if (value != null && !value.isBoolean()) {
            problem(field, "must be true or false, not " + value);
        }
        return value != null && value.asBoolean();
    }

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

    /** A number from 0 to 100; null where it is absent. */
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

    /** What the parser makes of the string; null where it is absent or the parser refuses it. */
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

    @Nullable Fields object(String field) {
        var value = take(field);
        return value == null ? null : of(value, at(field), problems);
    }

    /** The objects of an array; none where it is absent. */
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

    /** Refuses all fields that nobody has asked for. */
    void nothingElse(String what) {
        for (var field : json.properties()) {
            if (!known.contains(field.getKey())) {
                problem(
                        field.getKey(),
                        "Field is not supported: \""
                                + field.getKey()
                                + "\" is no field of "
                                + what
                                + "; there are: "
                                + String.join(", ", known));
            }
        }
    }
}
