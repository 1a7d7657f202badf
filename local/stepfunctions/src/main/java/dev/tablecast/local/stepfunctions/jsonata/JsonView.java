package dev.tablecast.local.stepfunctions.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A view of JSON for the JSONata library. Values are converted when an expression reads them, so
 * that numbers which it only passes on keep their digits.
 */
sealed interface JsonView {
    JsonNode json();

    static Object of(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> new OfObject((ObjectNode) json);
            case ARRAY -> new OfArray((ArrayNode) json);
            case STRING -> json.textValue();
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> json.isFloatingPointNumber() ? json.doubleValue() : json.numberValue();
            case NULL, MISSING -> Jsonata.NULL_VALUE;
            case BINARY, POJO -> throw new IllegalArgumentException("No JSON: " + json);
        };
    }

    /** An object. */
    final class OfObject extends AbstractMap<String, Object> implements JsonView {
        private final ObjectNode json;

        private OfObject(ObjectNode json) {
            this.json = json;
        }

        @Override
        public JsonNode json() {
            return json;
        }

        @Override
        public @Nullable Object get(Object key) {
            var value = json.get(String.valueOf(key));
            return value == null ? null : of(value);
        }

        @Override
        public boolean containsKey(Object key) {
            return json.has(String.valueOf(key));
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Map.Entry<String, Object>> iterator() {
                    return json.properties().stream()
                            .map(field -> Map.entry(field.getKey(), of(field.getValue())))
                            .iterator();
                }

                @Override
                public int size() {
                    return json.size();
                }
            };
        }
    }

    /** An array. */
    final class OfArray extends AbstractList<Object> implements JsonView, RandomAccess {
        private final ArrayNode json;

        private OfArray(ArrayNode json) {
            this.json = json;
        }

        @Override
        public JsonNode json() {
            return json;
        }

        @Override
        public Object get(int index) {
            return of(json.get(index));
        }

        @Override
        public int size() {
            return json.size();
        }
    }
}
