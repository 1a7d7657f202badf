package dev.tablecast.functions.expression;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tablecast.functions.expression.ExpressionException.Part;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values as JSON that says their types.
 *
 * <p>Text, numbers, booleans, null, arrays and objects are the values that they look like. What
 * JSON can't say is an object with one field: {@code {"$N":"0.1"}} for a number with all its
 * digits, {@code {"$B":"AQI="}} for binary in base64, {@code {"$SS":["a"]}}, {@code {"$NS":["1"]}}
 * and {@code {"$BS":["AQI="]}} for sets, and {@code {"$M":{…}}} for a map whose fields begin with
 * {@code $}.
 */
public final class ValueJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ValueJson() {}

    /**
     * Reads an object's fields as values, such as the {@code values} of a subscription.
     *
     * @throws ExpressionException if it is no such object
     */
    public static Map<String, Value> readFields(String json) {
        return whole(json, Part.VALUES, true);
    }

    /**
     * Reads the object at which a parser is, up to its end.
     *
     * @throws ExpressionException if a field is no value
     */
    public static Map<String, Value> readFields(JsonParser json) throws IOException {
        return fields(json, Part.VALUES, true);
    }

    /**
     * Reads the claims of a token, whose JSON means what it looks like: {@code {"$N":"1"}} is a
     * map.
     *
     * @throws ExpressionException if it is no object, or DynamoDB has no such value
     */
    public static Map<String, Value> readClaims(String json) {
        return whole(json, Part.CLAIMS, false);
    }

    private static Map<String, Value> whole(String json, Part part, boolean typed) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            Map<String, Value> fields = fields(parser, part, typed);
            if (parser.nextToken() != null) {
                throw new ExpressionException(part, part.reason() + " must be one JSON object");
            }
            return fields;
        } catch (JsonProcessingException e) {
            throw new ExpressionException(
                    part, part.reason() + " must be a JSON object: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static Map<String, Value> fields(JsonParser json, Part part, boolean typed)
            throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new ExpressionException(part, part.reason() + " must be a JSON object");
        }
        var fields = new LinkedHashMap<String, Value>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, new ValueReader(json, name, part, typed).read());
        }
        return fields;
    }

    /** Returns a value as JSON that reads as the same value. */
    public static String write(Value value) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    /** Writes a value as {@link #write(Value)} does. */
    public static void write(JsonGenerator json, Value value) throws IOException {
        new ValueWriter(json).write(value);
    }
}
