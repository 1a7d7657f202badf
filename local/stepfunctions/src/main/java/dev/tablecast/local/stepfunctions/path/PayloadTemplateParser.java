package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.function.Consumer;

/** Parses payload templates of JSONPath states and reports every problem. */
public final class PayloadTemplateParser {
    private final Consumer<String> problems;

    /**
     * @param problems receives the problems. Each contains the name of its field, because AWS
     *     locates all of them at the template as a whole
     */
    public PayloadTemplateParser(Consumer<String> problems) {
        this.problems = problems;
    }

    /** Parses a template. Invalid fields are reported and stay as they are. */
    public PayloadTemplate parse(JsonNode json) {
        return switch (json) {
            case ObjectNode object when holdsExpression(object) -> fields(object);
            case ArrayNode array when holdsExpression(array) -> items(array);
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

    private PayloadTemplate items(ArrayNode array) {
        var items = new ArrayList<PayloadTemplate>();
        array.forEach(item -> items.add(parse(item)));
        return new PayloadTemplate.Items(items);
    }

    private PayloadTemplate fields(ObjectNode object) {
        var fields = new ArrayList<PayloadTemplate.Field>();
        for (var field : object.properties()) {
            var name = field.getKey();
            if (name.endsWith(".$")) {
                var plain = name.substring(0, name.length() - 2);
                if (object.has(plain)) {
                    problems.accept("\"" + plain + "\" is present twice, with and without .$");
                }
                fields.add(new PayloadTemplate.Field(plain, computed(name, field.getValue())));
            } else {
                fields.add(new PayloadTemplate.Field(name, parse(field.getValue())));
            }
        }
        return new PayloadTemplate.Fields(fields);
    }

    private PayloadTemplate computed(String name, JsonNode value) {
        if (!value.isTextual()) {
            problems.accept(wrong(name) + ", not " + value);
            return new PayloadTemplate.Fixed(value);
        }
        try {
            return new PayloadTemplate.Computed(name, Expression.parse(value.textValue()));
        } catch (InvalidExpressionException e) {
            problems.accept(wrong(name) + ": " + e.getMessage());
            return new PayloadTemplate.Fixed(value);
        }
    }

    private static String wrong(String name) {
        return "The value for the field '"
                + name
                + "' must be a valid JSONPath or a valid intrinsic function call";
    }
}
