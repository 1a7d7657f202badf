package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.function.BiConsumer;

/** Parses a payload template and reports every mistake in it. */
public final class PayloadTemplateParser {
    private final BiConsumer<String, String> problems;

    /**
     * @param problems takes a location and what is wrong there
     */
    public PayloadTemplateParser(BiConsumer<String, String> problems) {
        this.problems = problems;
    }

    public PayloadTemplate parse(JsonNode json, String location) {
        return switch (json) {
            case ObjectNode object when holdsExpression(object) -> fields(object, location);
            case ArrayNode array when holdsExpression(array) -> items(array, location);
            default -> new PayloadTemplate.Fixed(json);
        };
    }

    private static boolean holdsExpression(JsonNode json) {
        for (var field : json.properties()) {
            if (field.getKey().endsWith(".$")) {
                return true;
            }
        }
        for (var child : json) {
            if (holdsExpression(child)) {
                return true;
            }
        }
        return false;
    }

    private PayloadTemplate items(ArrayNode array, String location) {
        var items = new ArrayList<PayloadTemplate>();
        for (var item : array) {
            items.add(parse(item, location + "/" + items.size()));
        }
        return new PayloadTemplate.Items(items);
    }

    private PayloadTemplate fields(ObjectNode object, String location) {
        var fields = new ArrayList<PayloadTemplate.Field>();
        for (var field : object.properties()) {
            var name = field.getKey();
            var at = location + "/" + name;
            if (name.endsWith(".$")) {
                var plain = name.substring(0, name.length() - 2);
                if (object.has(plain)) {
                    problems.accept(
                            at, "\"" + plain + "\" stands there twice, with and without .$");
                }
                fields.add(new PayloadTemplate.Field(plain, computed(name, field.getValue(), at)));
            } else {
                fields.add(new PayloadTemplate.Field(name, parse(field.getValue(), at)));
            }
        }
        return new PayloadTemplate.Fields(fields);
    }

    private PayloadTemplate computed(String name, JsonNode value, String location) {
        if (!value.isTextual()) {
            problems.accept(
                    location,
                    "the value of a field that ends in .$ must be a string with a path or an"
                            + " intrinsic function, not "
                            + value);
            return new PayloadTemplate.Fixed(value);
        }
        try {
            return new PayloadTemplate.Computed(name, Expression.parse(value.textValue()));
        } catch (InvalidExpressionException e) {
            problems.accept(location, e.getMessage());
            return new PayloadTemplate.Fixed(value);
        }
    }
}
