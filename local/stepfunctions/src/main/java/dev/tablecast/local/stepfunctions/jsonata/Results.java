package dev.tablecast.local.stepfunctions.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.local.stepfunctions.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts the values that the JSONata library returns into JSON. */
final class Results {
    /** Smallest whole number that JavaScript writes with an exponent. */
    private static final double LARGEST_PLAIN = 1e21;

    private Results() {}

    /** Returns the value as JSON; empty if it contains something else, such as a function. */
    static Optional<JsonNode> json(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.of(NullNode.instance);
            case JsonView view -> Optional.of(view.json());
            case String text -> Optional.of(TextNode.valueOf(text));
            case Boolean flag -> Optional.of(BooleanNode.valueOf(flag));
            case Number number -> number(number);
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            default -> value == Jsonata.NULL_VALUE ? json(null) : Optional.empty();
        };
    }

    private static Optional<JsonNode> number(Number number) {
        return switch (number) {
            case Integer small -> Optional.of(IntNode.valueOf(small));
            case Long whole -> Optional.of(LongNode.valueOf(whole));
            case BigInteger large -> Optional.of(BigIntegerNode.valueOf(large));
            default -> decimal(number.doubleValue());
        };
    }

    private static Optional<JsonNode> decimal(double value) {
        if (!Double.isFinite(value)) {
            return Optional.empty();
        }
        return Optional.of(
                value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN
                        ? BigIntegerNode.valueOf(new BigDecimal(value).toBigInteger())
                        : DoubleNode.valueOf(value));
    }

    private static Optional<JsonNode> object(Map<?, ?> map) {
        var object = Json.object();
        for (var entry : map.entrySet()) {
            var value = json(entry.getValue());
            if (value.isEmpty()) {
                return value;
            }
            object.set(String.valueOf(entry.getKey()), value.get());
        }
        return Optional.of(object);
    }

    private static Optional<JsonNode> array(List<?> list) {
        var array = Json.mapper().createArrayNode();
        for (var item : list) {
            var value = json(item);
            if (value.isEmpty()) {
                return value;
            }
            array.add(value.get());
        }
        return Optional.of(array);
    }
}
