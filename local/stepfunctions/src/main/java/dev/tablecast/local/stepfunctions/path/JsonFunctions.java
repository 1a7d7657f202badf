package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;

/** The intrinsic functions for JSON. */
final class JsonFunctions {
    private JsonFunctions() {}

    /** Returns the JSON in a string; null for a blank string. */
    static JsonNode parse(Arguments arguments) {
        var text = arguments.text(0);
        if (text.isBlank()) {
            return NullNode.getInstance();
        }
        try {
            return Json.parse(text);
        } catch (MalformedJsonException e) {
            throw arguments.wrong(0, "a string that contains JSON");
        }
    }

    static JsonNode write(Arguments arguments) {
        return TextNode.valueOf(Json.write(arguments.value(0)));
    }

    static JsonNode merge(Arguments arguments) {
        if (!arguments.value(2).equals(BooleanNode.FALSE)) {
            throw arguments.wrong(2, "false, because only shallow merges are supported");
        }
        var merged = Json.object();
        merged.setAll(arguments.object(0));
        merged.setAll(arguments.object(1));
        return merged;
    }
}
