package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.Comparator;

/** The intrinsic functions for arrays. */
final class ArrayFunctions {
    private static final int LONGEST_RANGE = 1000;

    /**
     * Compares numbers by value, so that 1 equals 1.0, and other nodes by equality: 0 for equal
     * nodes, 1 for others.
     */
    private static final Comparator<JsonNode> BY_VALUE =
            (a, b) -> {
                if (a.isNumber() && b.isNumber()) {
                    return a.decimalValue().compareTo(b.decimalValue());
                }
                return a.equals(b) ? 0 : 1;
            };

    private ArrayFunctions() {}

    static JsonNode of(Arguments arguments) {
        return array().addAll(arguments.values());
    }

    static JsonNode partition(Arguments arguments) {
        var items = arguments.array(0);
        int size = arguments.integer(1);
        if (size < 1) {
            throw arguments.wrong(1, "a positive integer");
        }
        var chunks = array();
        for (int i = 0; i < items.size(); i++) {
            if (i % size == 0) {
                chunks.addArray();
            }
            ((ArrayNode) chunks.get(chunks.size() - 1)).add(items.get(i));
        }
        return chunks;
    }

    static JsonNode contains(Arguments arguments) {
        return BooleanNode.valueOf(holds(arguments.array(0), arguments.value(1)));
    }

    static JsonNode range(Arguments arguments) {
        long first = arguments.integer(0);
        long last = arguments.integer(1);
        long step = arguments.integer(2);
        if (step == 0) {
            throw arguments.wrong(2, "other than 0");
        }
        if ((last - first) / step >= LONGEST_RANGE) {
            throw new BadArgumentException("the range has more than 1000 items");
        }
        var range = array();
        for (long i = first; step > 0 ? i <= last : i >= last; i += step) {
            range.add((int) i);
        }
        return range;
    }

    static JsonNode item(Arguments arguments) {
        var items = arguments.array(0);
        int index = arguments.integer(1);
        if (index < 0 || index >= items.size()) {
            throw arguments.wrong(1, "a valid index of an array of " + items.size() + " items");
        }
        return items.get(index);
    }

    static JsonNode unique(Arguments arguments) {
        var unique = new ArrayList<JsonNode>();
        for (var item : arguments.array(0)) {
            if (!holds(unique, item)) {
                unique.add(item);
            }
        }
        return array().addAll(unique);
    }

    private static boolean holds(Iterable<JsonNode> items, JsonNode value) {
        for (var item : items) {
            if (item.equals(BY_VALUE, value)) {
                return true;
            }
        }
        return false;
    }

    private static ArrayNode array() {
        return Json.mapper().createArrayNode();
    }
}
