package dev.tablecast.functions.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.expression.ValueJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parts from which a {@link ViewPolicy} makes a view again.
 *
 * <p>Its stored form is {@code {"filter":"…","names":{…},"values":{…},"attributes":[…],
 * "claims":{…}}}, in which every field is optional. Unknown fields are ignored, so that a later
 * version can add some.
 *
 * @param claims those that row access names
 */
public record ViewContent(ViewRequest request, Map<String, Value> claims) {
    private static final JsonFactory JSON = new JsonFactory();

    public ViewContent {
        claims = Map.copyOf(claims);
    }

    /** Returns the stored form: for equal contents the same. */
    public String json() {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (request.filter().isPresent()) {
                json.writeStringField("filter", request.filter().get());
            }
            writeNames(json, request.placeholders().names());
            writeValues(json, "values", request.placeholders().values());
            if (request.attributes().isPresent()) {
                json.writeArrayFieldStart("attributes");
                for (String name : new TreeSet<>(request.attributes().get())) {
                    json.writeString(name);
                }
                json.writeEndArray();
            }
            writeValues(json, "claims", claims);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void writeNames(JsonGenerator json, Map<String, String> names)
            throws IOException {
        if (!names.isEmpty()) {
            json.writeObjectFieldStart("names");
            for (var name : new TreeMap<>(names).entrySet()) {
                json.writeStringField(name.getKey(), name.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void writeValues(JsonGenerator json, String field, Map<String, Value> values)
            throws IOException {
        if (!values.isEmpty()) {
            json.writeObjectFieldStart(field);
            for (var value : new TreeMap<>(values).entrySet()) {
                json.writeFieldName(value.getKey());
                ValueJson.write(json, value.getValue());
            }
            json.writeEndObject();
        }
    }

    /**
     * @throws UncheckedIOException if the text is no content's
     */
    public static ViewContent parse(String text) {
        Optional<String> filter = Optional.empty();
        Map<String, String> names = Map.of();
        Map<String, Value> values = Map.of();
        Optional<Set<String>> attributes = Optional.empty();
        Map<String, Value> claims = Map.of();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "filter" -> filter = Optional.of(json.getText());
                    case "names" -> names = readNames(json);
                    case "values" -> values = ValueJson.readFields(json);
                    case "attributes" -> attributes = Optional.of(readAttributes(json));
                    case "claims" -> claims = ValueJson.readFields(json);
                    default -> json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the content of a view can't be read", e);
        }
        return new ViewContent(
                new ViewRequest(filter, new Placeholders(names, values), attributes), claims);
    }

    private static Map<String, String> readNames(JsonParser json) throws IOException {
        var names = new HashMap<String, String>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            names.put(json.currentName(), json.nextTextValue());
        }
        return names;
    }

    private static Set<String> readAttributes(JsonParser json) throws IOException {
        var attributes = new HashSet<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            attributes.add(json.getText());
        }
        return attributes;
    }
}
