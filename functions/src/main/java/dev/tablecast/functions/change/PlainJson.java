package dev.tablecast.functions.change;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tablecast.functions.expression.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;

/**
 * Writes attribute values as plain JSON: binary as base64, sets as arrays.
 *
 * <p>A number that a double holds, so that a browser reads the very number that the table has, is a
 * JSON number; any other is a string of its digits, since {@code JSON.parse} would change it
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
            case Value.Members members -> writeArray(json, members.values());
            case Value.Fields fields -> writeFields(json, fields);
        }
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

    /** Whether the shortest decimal of the nearest double is this number. */
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

    private static void writeFields(JsonGenerator json, Value.Fields fields) throws IOException {
        json.writeStartObject();
        for (var field : fields.values().entrySet()) {
            json.writeFieldName(field.getKey());
            write(json, field.getValue());
        }
        json.writeEndObject();
    }
}
