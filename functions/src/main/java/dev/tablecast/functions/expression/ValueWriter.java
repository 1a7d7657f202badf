package dev.tablecast.functions.expression;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** Writes values as {@link ValueReader} reads them. */
final class ValueWriter {
    private ValueWriter() {}

    static void write(JsonGenerator json, Value value) throws IOException {
        switch (value) {
            case Value.Text text -> json.writeString(text.text());
            case Value.Numeric number -> writeTyped(json, "$N", number.amount().toString());
            case Value.Binary binary -> writeTyped(json, "$B", binary.base64());
            case Value.Bool bool -> json.writeBoolean(bool.value());
            case Value.Null ignored -> json.writeNull();
            case Value.Items items -> {
                json.writeStartArray();
                for (Value item : items.values()) {
                    write(json, item);
                }
                json.writeEndArray();
            }
            case Value.Members members -> writeMembers(json, members);
            case Value.Fields fields -> writeFields(json, fields.values());
        }
    }

    private static void writeTyped(JsonGenerator json, String type, String text)
            throws IOException {
        json.writeStartObject();
        json.writeStringField(type, text);
        json.writeEndObject();
    }

    private static void writeMembers(JsonGenerator json, Value.Members members) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("$" + members.type());
        for (Value member : members.values()) {
            json.writeString(
                    switch (member) {
                        case Value.Text text -> text.text();
                        case Value.Numeric number -> number.amount().toString();
                        case Value.Binary binary -> binary.base64();
                        default -> throw new IllegalStateException(member.type());
                    });
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, Map<String, Value> fields)
            throws IOException {
        boolean escaped = fields.keySet().stream().anyMatch(name -> name.startsWith("$"));
        json.writeStartObject();
        if (escaped) {
            json.writeObjectFieldStart("$M");
        }
        for (var field : fields.entrySet()) {
            json.writeFieldName(field.getKey());
            write(json, field.getValue());
        }
        if (escaped) {
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
