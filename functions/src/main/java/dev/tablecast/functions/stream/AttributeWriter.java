package dev.tablecast.functions.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Writes attribute values as plain JSON: binary as base64, sets as arrays.
 *
 * <p>A number that a double holds, so that a browser reads the very number that the table has, is a
 * JSON number; any other is a string of its digits, since {@code JSON.parse} would change it
 * silently.
 */
final class AttributeWriter {
    private AttributeWriter() {}

    static void write(JsonGenerator json, Attribute attribute) throws IOException {
        switch (attribute) {
            case Attribute.Text text -> json.writeString(text.value());
            case Attribute.Numeric number -> writeNumber(json, number.value());
            case Attribute.Binary binary -> json.writeString(binary.base64());
            case Attribute.Bool bool -> json.writeBoolean(bool.value());
            case Attribute.Null ignored -> json.writeNull();
            case Attribute.Items items -> writeItems(json, items);
            case Attribute.Fields fields -> writeFields(json, fields);
        }
    }

    /** Returns text and numbers as they are, and any other value as JSON. */
    static String plain(Attribute attribute) {
        return switch (attribute) {
            case Attribute.Text text -> text.value();
            case Attribute.Numeric number -> number.value();
            case Attribute.Binary binary -> binary.base64();
            case Attribute.Bool bool -> Boolean.toString(bool.value());
            case Attribute.Null ignored -> "null";
            case Attribute.Items items -> Json.written(json -> write(json, items));
            case Attribute.Fields fields -> Json.written(json -> write(json, fields));
        };
    }

    private static void writeNumber(JsonGenerator json, String digits) throws IOException {
        if (isExact(digits)) {
            json.writeNumber(new BigDecimal(digits).toString());
        } else {
            json.writeString(digits);
        }
    }

    /** Whether the shortest decimal of the nearest double is this number. */
    private static boolean isExact(String digits) {
        try {
            var exact = new BigDecimal(digits);
            return new BigDecimal(Double.toString(exact.doubleValue())).compareTo(exact) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void writeItems(JsonGenerator json, Attribute.Items items) throws IOException {
        json.writeStartArray();
        for (Attribute value : items.values()) {
            write(json, value);
        }
        json.writeEndArray();
    }

    private static void writeFields(JsonGenerator json, Attribute.Fields fields)
            throws IOException {
        json.writeStartObject();
        for (var field : fields.values().entrySet()) {
            json.writeFieldName(field.getKey());
            write(json, field.getValue());
        }
        json.writeEndObject();
    }
}
