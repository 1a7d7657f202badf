package dev.tablecast.functions.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes JSON text. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Writes one JSON value. */
    interface Value {
        void writeTo(JsonGenerator json) throws IOException;
    }

    static String written(Value value) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            value.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }
}
