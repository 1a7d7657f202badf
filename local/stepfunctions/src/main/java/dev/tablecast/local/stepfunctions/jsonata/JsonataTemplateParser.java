package dev.tablecast.local.stepfunctions.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import java.util.ArrayList;
import java.util.Set;

/**
 * Parses templates of JSONata states: JSON in which each string between <code>{%</code> and <code>
 * %}</code> is an expression.
 */
public final class JsonataTemplateParser {
    /** Receives each problem with the path of its field. */
    public interface Mistakes {
        void add(String field, InvalidJsonataException mistake);
    }

    private final Set<StatesField> readable;
    private final Mistakes mistakes;

    /**
     * @param readable the fields of {@code $states} that the expressions may read
     */
    public JsonataTemplateParser(Set<StatesField> readable, Mistakes mistakes) {
        this.readable = readable;
        this.mistakes = mistakes;
    }

    /**
     * Parses a template. Invalid expressions are reported and become plain text.
     *
     * @param field the path of the template, such as {@code Output}
     */
    public PayloadTemplate parse(String field, JsonNode json) {
        return switch (json) {
            case TextNode text when JsonataExpression.isMeant(text.textValue()) ->
                    expression(field, text);
            case ObjectNode object when holdsExpression(object) -> {
                var fields = new ArrayList<PayloadTemplate.Field>();
                for (var child : object.properties()) {
                    var value = parse(field + "/" + child.getKey(), child.getValue());
                    fields.add(new PayloadTemplate.Field(child.getKey(), value));
                }
                yield new PayloadTemplate.Fields(fields);
            }
            case ArrayNode array when holdsExpression(array) -> {
                var items = new ArrayList<PayloadTemplate>();
                for (var item : array) {
                    items.add(parse(field + "[" + items.size() + "]", item));
                }
                yield new PayloadTemplate.Items(items);
            }
            default -> new PayloadTemplate.Fixed(json);
        };
    }

    private static boolean holdsExpression(JsonNode json) {
        if (json.isTextual()) {
            return JsonataExpression.isMeant(json.textValue());
        }
        for (var child : json) {
            if (holdsExpression(child)) {
                return true;
            }
        }
        return false;
    }

    private PayloadTemplate expression(String field, TextNode text) {
        try {
            var expression = JsonataExpression.parse(field, text.textValue(), readable);
            return new PayloadTemplate.Computed(field, expression);
        } catch (InvalidJsonataException e) {
            mistakes.add(field, e);
            return new PayloadTemplate.Fixed(text);
        }
    }
}
