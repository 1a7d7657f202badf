package dev.tablecast.functions.change;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Writes attribute values as plain JSON: binary as base64, sets as arrays.
 *
 * <p>A number that a double holds, so that a browser reads the very number that the table has, is a
 * JSON number; any other is a string of its digits, since {@code JSON.parse} would change it
 * silently.
 */
public final class AttributeWriter {
    private AttributeWriter() {}

    public static void write(JsonGenerator json, Attribute attribute) throws IOException {
        switch (attribute) {
            case Attribute.Text text -> json.writeString(text.value());
            case Attribute.Numeric number -> writeNumber(json, number.value());
            case Attribute.Binary binary -> json.writeString(binary.base64());
            case Attribute.Bool bool -> json.writeBoolean(bool.value());
            case Attribute.Null ignored -> json.writeNull();
            case Attribute.Items items -> writeArray(json, items.values());
            case Attribute.Members members -> writeArray(json, members.values());
            case Attribute.Fields fields -> writeFields(json, fields);
        }
    }

    /** Returns text and numbers as they are, and any other value as JSON. */
    public static String plain(Attribute attribute) {
        return switch (attribute) {
            case Attribute.Text text -> text.value();
            case Attribute.Numeric number -> number.value();
            case Attribute.Binary binary -> binary.base64();
            case Attribute.Bool bool -> Boolean.toString(bool.value());
            case Attribute.Null ignored -> "null";
            case Attribute.Items items -> json(items);
            case Attribute.Members members -> json(members);
            case Attribute.Fields fields -> json(fields);
        };
    }

    /** Returns any value as JSON. */
    public static String json(Attribute attribute) {
        return Json.written(json -> write(json, attribute));
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

    private static void writeArray(JsonGenerator json, List<Attribute> values) throws IOException {
        json.writeStartArray();
        for (Attribute value : values) {
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
