package dev.tablecast.functions.expression;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Iterator;

/** Writes values as {@link ValueReader} reads them. */
record ValueWriter(JsonGenerator json) implements ValueVisitor<ValueWriter, IOException> {
    ValueWriter write(Value value) throws IOException {
        return value.accept(this);
    }

    @Override
    public ValueWriter text(Value.Text text) throws IOException {
        json.writeString(text.text());
        return this;
    }

    @Override
    public ValueWriter numeric(Value.Numeric number) throws IOException {
        return typed("$N", number.amount().toString());
    }

    @Override
    public ValueWriter binary(Value.Binary binary) throws IOException {
        return typed("$B", binary.base64());
    }

    private ValueWriter typed(String type, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField(type, text);
        json.writeEndObject();
        return this;
    }

    @Override
    public ValueWriter bool(Value.Bool bool) throws IOException {
        json.writeBoolean(bool.value());
        return this;
    }

    @Override
    public ValueWriter nothing(Value.Null nothing) throws IOException {
        json.writeNull();
        return this;
    }

    @Override
    public ValueWriter items(Value.Items items) throws IOException {
        json.writeStartArray();
        for (Value item : items.values()) {
            write(item);
        }
        json.writeEndArray();
        return this;
    }

    @Override
    public ValueWriter members(Value.Members members) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("$" + members.type());
        for (Iterator<String> texts = members.texts().iterator(); texts.hasNext(); ) {
            json.writeString(texts.next());
        }
        json.writeEndArray();
        json.writeEndObject();
        return this;
    }

    @Override
    public ValueWriter fields(Value.Fields fields) throws IOException {
        boolean escaped = fields.values().keySet().stream().anyMatch(name -> name.startsWith("$"));
        json.writeStartObject();
        if (escaped) {
            json.writeObjectFieldStart("$M");
        }
        for (var field : fields.values().entrySet()) {
            json.writeFieldName(field.getKey());
            write(field.getValue());
        }
        if (escaped) {
            json.writeEndObject();
        }
        json.writeEndObject();
        return this;
    }
}
