package dev.tablecast.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/resources}: lists the Pulumi program's resources, in the order of registration. */
record ResourcesEndpoint(Supplier<List<RegisteredResource>> resources) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        if (!call.arguments().isEmpty()) {
            throw call.notFound();
        }
        return call.reads() ? Reply.json(json()) : call.methodNotAllowed("GET, HEAD");
    }

    private ObjectNode json() {
        List<RegisteredResource> all = resources.get();
        var references = References.among(all);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("resources");
        for (int i = 0; i < all.size(); i++) {
            var resource = all.get(i);
            ObjectNode entry = list.addObject();
            entry.put("type", resource.type()).put("name", resource.name());
            entry.set("inputs", json(resource.inputs()));
            ArrayNode refersTo = entry.putArray("refersTo");
            references.of(i).forEach(refersTo::add);
        }
        return json;
    }

    /**
     * Converts a value. Pulumi's numbers are doubles; a value of no JSON type becomes its class.
     */
    private static JsonNode json(@Nullable Object value) {
        return switch (value) {
            case null -> NullNode.instance;
            case Map<?, ?> values -> {
                ObjectNode json = JsonNodeFactory.instance.objectNode();
                new TreeMap<>(values)
                        .forEach((name, inner) -> json.set(String.valueOf(name), json(inner)));
                yield json;
            }
            case List<?> values -> {
                ArrayNode json = JsonNodeFactory.instance.arrayNode();
                values.forEach(inner -> json.add(json(inner)));
                yield json;
            }
            case Boolean flag -> BooleanNode.valueOf(flag);
            case Double number when number == Math.rint(number) ->
                    LongNode.valueOf(number.longValue());
            case Number number -> DecimalNode.valueOf(new BigDecimal(number.toString()));
            case String text -> TextNode.valueOf(text);
            default -> TextNode.valueOf("(" + value.getClass().getSimpleName() + ")");
        };
    }
}
