package dev.tablecast.functions.subscribe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.expression.ValueJson;
import dev.tablecast.functions.view.ViewRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the fields of a {@code subscribe} that say what the client wants to see. */
final class ViewFields {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String NAMES = "an object whose fields are attribute names";
    private static final String ATTRIBUTES = "an array of attribute names";

    private ViewFields() {}

    static ViewRequest read(MessageFields fields) throws InvalidRequestException {
        String filter = fields.optionalText("filter", "an expression");
        var names = fields.has("names") ? names(fields) : Map.<String, String>of();
        var attributes =
                fields.has("attributes")
                        ? Optional.of(attributes(fields))
                        : Optional.<Set<String>>empty();
        try {
            return new ViewRequest(
                    filter.isEmpty() ? Optional.empty() : Optional.of(filter),
                    new Placeholders(names, values(fields)),
                    attributes);
        } catch (ExpressionException e) {
            throw fields.invalid(e.part().reason(), String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Value> values(MessageFields fields) throws InvalidRequestException {
        return fields.has("values")
                ? ValueJson.readFields(fields.structure("values", '{', "an object of values"))
                : Map.of();
    }

    private static Map<String, String> names(MessageFields fields) throws InvalidRequestException {
        var names = new LinkedHashMap<String, String>();
        try (JsonParser json = JSON.createParser(fields.structure("names", '{', NAMES))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String placeholder = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    throw fields.problem("names", "names", "takes " + NAMES);
                }
                names.put(placeholder, json.getText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
        return names;
    }

    private static Set<String> attributes(MessageFields fields) throws InvalidRequestException {
        var attributes = new LinkedHashSet<String>();
        try (JsonParser json = JSON.createParser(fields.structure("attributes", '[', ATTRIBUTES))) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() != JsonToken.VALUE_STRING) {
                    throw fields.problem("attributes", "attributes", "takes " + ATTRIBUTES);
                }
                attributes.add(json.getText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
        return attributes;
    }
}
