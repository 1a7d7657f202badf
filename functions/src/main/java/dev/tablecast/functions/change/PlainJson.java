package dev.tablecast.functions.change;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tablecast.functions.expression.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes attribute values as plain JSON: binary as base64, sets as arrays. The members of a set and
 * the fields of a map are sorted: DynamoDB promises no order of them, and clients compare images.
 *
 * <p>A number that a double holds, so that a browser reads the very number that the table has, is a
 * JSON number; any other is a string of its digits, because {@code JSON.parse} would change it
 * silently.
 */
public final class PlainJson {
    private PlainJson() {}

    public static void write(JsonGenerator json, Value attribute) throws IOException {
        switch (attribute) {
            case Value.Text text -> json.writeString(text.text());
            case Value.Numeric number -> writeNumber(json, number.amount());
            case Value.Binary binary -> json.writeString(binary.base64());
            case Value.Bool bool -> json.writeBoolean(bool.value());
            case Value.Null ignored -> json.writeNull();
            case Value.Items items -> writeArray(json, items.values());
            case Value.Members members ->
                    writeArray(json, members.values().stream().sorted(Value::compareTo).toList());
            case Value.Fields fields -> writeFields(json, new TreeMap<>(fields.values()));
        }
    }

    /** Writes attributes as the fields of an object. */
    public static void writeFields(JsonGenerator json, Map<String, Value> fields)
            throws IOException {
        json.writeStartObject();
        for (var field : fields.entrySet()) {
            json.writeFieldName(field.getKey());
            write(json, field.getValue());
        }
        json.writeEndObject();
    }

    /** Returns text and numbers as they are, and any other value as JSON. */
    public static String plain(Value attribute) {
        return switch (attribute) {
            case Value.Text text -> text.text();
            case Value.Numeric number -> number.amount().toPlainString();
            case Value.Binary binary -> binary.base64();
            case Value.Bool bool -> Boolean.toString(bool.value());
            case Value.Null ignored -> "null";
            case Value.Items items -> json(items);
            case Value.Members members -> json(members);
            case Value.Fields fields -> json(fields);
        };
    }

    /** Returns any value as JSON. */
    public static String json(Value attribute) {
        return Json.written(json -> write(json, attribute));
    }

    private static void writeNumber(JsonGenerator json, BigDecimal amount) throws IOException {
        if (isExact(amount)) {
            json.writeNumber(amount.toString());
        } else {
            json.writeString(amount.toPlainString());
        }
    }

    /** Returns whether the shortest decimal of the nearest double is this number. */
    private static boolean isExact(BigDecimal amount) {
        double nearest = amount.doubleValue();
        return Double.isFinite(nearest)
                && new BigDecimal(Double.toString(nearest)).compareTo(amount) == 0;
    }

    private static void writeArray(JsonGenerator json, Collection<Value> values)
            throws IOException {
        json.writeStartArray();
        for (Value value : values) {
            write(json, value);
        }
        json.writeEndArray();
    }
}
