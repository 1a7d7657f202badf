package dev.tablecast.functions.expression;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tablecast.functions.expression.ExpressionException.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads one value from the token at which a parser is.
 *
 * @param name of the value, for messages
 * @param part to which the value belongs, for messages
 * @param typed whether {@code {"$N":"1"}} is a number; otherwise it is a map
 */
record ValueReader(JsonParser json, String name, Part part, boolean typed) {
    private static final String TYPES = "$N, $B, $SS, $NS, $BS, $M";

    Value read() throws IOException {
        return read(1);
    }

    private Value read(int depth) throws IOException {
        if (depth > Limits.DEPTH) {
            throw refused("is nested deeper than %d".formatted(Limits.DEPTH));
        }
        JsonToken token = json.currentToken();
        if (token == null) {
            throw refused("is no JSON value");
        }
        return switch (token) {
            case VALUE_STRING -> new Value.Text(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getText());
            case VALUE_TRUE -> new Value.Bool(true);
            case VALUE_FALSE -> new Value.Bool(false);
            case VALUE_NULL -> new Value.Null();
            case START_ARRAY -> new Value.Items(elements(depth));
            case START_OBJECT -> object(depth);
            default -> throw refused("is no JSON value");
        };
    }

    private List<Value> elements(int depth) throws IOException {
        var elements = new ArrayList<Value>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(depth + 1));
        }
        return elements;
    }

    private Value object(int depth) throws IOException {
        JsonToken first = json.nextToken();
        if (typed && first == JsonToken.FIELD_NAME && json.currentName().startsWith("$")) {
            String type = json.currentName();
            json.nextToken();
            Value value = typed(type, depth);
            if (json.nextToken() != JsonToken.END_OBJECT) {
                throw refused(
                        "has a field \"%s\" beside \"%s\"; a map with such fields is {\"$M\":{…}}"
                                .formatted(json.currentName(), type));
            }
            return value;
        }
        return new Value.Fields(fields(depth, !typed));
    }

    private Value typed(String type, int depth) throws IOException {
        return switch (type) {
            case "$N" -> number(text(type));
            case "$B" -> binary(text(type));
            case "$SS" -> new Value.Texts(members(type, Value.Text::new));
            case "$NS" -> new Value.Numerics(members(type, this::number));
            case "$BS" -> new Value.Binaries(members(type, this::binary));
            case "$M" -> {
                if (json.currentToken() != JsonToken.START_OBJECT) {
                    throw refused("has a $M that is no object");
                }
                json.nextToken();
                yield new Value.Fields(fields(depth, true));
            }
            default -> throw refused("has \"%s\"; it may be %s".formatted(type, TYPES));
        };
    }

    /** Reads fields from the token after the brace. */
    private Map<String, Value> fields(int depth, boolean dollars) throws IOException {
        var fields = new LinkedHashMap<String, Value>();
        for (JsonToken token = json.currentToken();
                token == JsonToken.FIELD_NAME;
                token = json.nextToken()) {
            String field = json.currentName();
            if (field.isEmpty()) {
                throw refused("has a map with an empty field name");
            }
            if (field.startsWith("$") && !dollars) {
                throw refused(
                        "has a map with a field \"%s\"; such a map is {\"$M\":{…}}"
                                .formatted(field));
            }
            json.nextToken();
            fields.put(field, read(depth + 1));
        }
        return fields;
    }

    private Set<Value> members(String type, Function<String, Value> member) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw refused("has a %s that is no array".formatted(type));
        }
        var members = new LinkedHashSet<Value>();
        var seen = new HashSet<Value>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Value next = member.apply(text(type));
            if (!seen.add(next)) {
                throw refused("has a set with a member twice");
            }
            members.add(next);
        }
        if (members.isEmpty()) {
            throw refused("has an empty set; DynamoDB has none");
        }
        return members;
    }

    private String text(String type) throws IOException {
        boolean number =
                json.currentToken() == JsonToken.VALUE_NUMBER_INT
                        || json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
        if (json.currentToken() != JsonToken.VALUE_STRING
                && !(number && (type.equals("$N") || type.equals("$NS")))) {
            throw refused("has a %s with something else than text".formatted(type));
        }
        return json.getText();
    }

    private Value number(String text) {
        try {
            return NumberLimits.number(text);
        } catch (IllegalArgumentException e) {
            throw refused("has a number that " + e.getMessage());
        }
    }

    private Value binary(String base64) {
        try {
            return Value.Binary.ofBase64(base64);
        } catch (IllegalArgumentException e) {
            throw refused("has a $B that is not base64");
        }
    }

    private ExpressionException refused(String problem) {
        return new ExpressionException(part, name + " " + problem);
    }
}
