package dev.tablecast.local.cloud.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.local.cloud.provision.Provisioned;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/resources}: what the Pulumi program has registered, in the order of its making. */
record ResourcesEndpoint(Supplier<List<Provisioned>> resources) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        if (!call.arguments().isEmpty()) {
            throw call.notFound();
        }
        return call.reads() ? Reply.json(json()) : call.methodNotAllowed("GET, HEAD");
    }

    private ObjectNode json() {
        List<Provisioned> all = resources.get();
        var references = References.among(all);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("resources");
        for (int i = 0; i < all.size(); i++) {
            var resource = all.get(i).resource();
            ObjectNode entry = list.addObject();
            entry.put("type", resource.type()).put("name", resource.name());
            entry.set("inputs", json(resource.inputs()));
            ArrayNode refersTo = entry.putArray("refersTo");
            references.of(i).forEach(refersTo::add);
        }
        return json;
    }

    /** Numbers are doubles to Pulumi; what is neither JSON nor a container is told by its class. */
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
