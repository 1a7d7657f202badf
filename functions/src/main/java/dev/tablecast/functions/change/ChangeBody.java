package dev.tablecast.functions.change;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tablecast.functions.expression.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The stored form of a change: {@code {"event":"MODIFY","at":1763800000,"keys":{…},"new":{…},
 * "old":{…}}}, images in DynamoDB's JSON and left out where there are none.
 *
 * <p>Fields that it doesn't know are ignored, so that a later version can add some.
 */
public final class ChangeBody {
    private static final JsonFactory JSON = new JsonFactory();

    private ChangeBody() {}

    public static String write(Change change) {
        return Json.written(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("event", change.event().name());
                    json.writeNumberField("at", change.at().getEpochSecond());
                    writeImage(json, "keys", change.keys());
                    writeImage(json, "new", change.newImage());
                    writeImage(json, "old", change.oldImage());
                    json.writeEndObject();
                });
    }

    private static void writeImage(JsonGenerator json, String name, Map<String, Value> image)
            throws IOException {
        if (!image.isEmpty()) {
            json.writeFieldName(name);
            writeFields(json, image);
        }
    }

    private static void writeFields(JsonGenerator json, Map<String, Value> fields)
            throws IOException {
        json.writeStartObject();
        for (var field : fields.entrySet()) {
            json.writeFieldName(field.getKey());
            write(json, field.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Value attribute) throws IOException {
        json.writeStartObject();
        switch (attribute) {
            case Value.Text text -> json.writeStringField("S", text.text());
            case Value.Numeric number -> json.writeStringField("N", number.amount().toString());
            case Value.Binary binary -> json.writeStringField("B", binary.base64());
            case Value.Bool bool -> json.writeBooleanField("BOOL", bool.value());
            case Value.Null ignored -> json.writeBooleanField("NULL", true);
            case Value.Items items -> {
                json.writeArrayFieldStart("L");
                for (Value item : items.values()) {
                    write(json, item);
                }
                json.writeEndArray();
            }
            case Value.Members members -> writeMembers(json, members);
            case Value.Fields fields -> {
                json.writeFieldName("M");
                writeFields(json, fields.values());
            }
        }
        json.writeEndObject();
    }

    private static void writeMembers(JsonGenerator json, Value.Members members) throws IOException {
        json.writeArrayFieldStart(members.type());
        for (Value member : members.values()) {
            json.writeString(PlainJson.plain(member));
        }
        json.writeEndArray();
    }

    /**
     * @param id of the change, which is stored beside it
     * @throws UncheckedIOException if the text is no change's
     */
    public static Change read(String id, String body) {
        try (JsonParser json = JSON.createParser(body)) {
            var event = Change.Event.MODIFY;
            Instant at = Instant.EPOCH;
            var images = new LinkedHashMap<String, Map<String, Value>>();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "event" -> event = Change.Event.valueOf(json.getText());
                    case "at" -> at = Instant.ofEpochSecond(json.getLongValue());
                    case "keys", "new", "old" -> images.put(name, fields(json));
                    default -> json.skipChildren();
                }
            }
            return new Change(
                    id,
                    event,
                    at,
                    images.getOrDefault("keys", Map.of()),
                    images.getOrDefault("new", Map.of()),
                    images.getOrDefault("old", Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException("the body of a logged change can't be read", e);
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(
                    "the body of a logged change can't be read", new IOException(e));
        }
    }

    private static Map<String, Value> fields(JsonParser json) throws IOException {
        var fields = new LinkedHashMap<String, Value>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, attribute(json));
        }
        return fields;
    }

    /** Reads {@code {"S":"…"}} and the like, up to its end. */
    private static Value attribute(JsonParser json) throws IOException {
        json.nextToken();
        String type = json.currentName();
        json.nextToken();
        Value attribute =
                switch (type) {
                    case "S" -> new Value.Text(json.getText());
                    case "N" -> new Value.Numeric(json.getText());
                    case "B" -> Value.Binary.ofBase64(json.getText());
                    case "BOOL" -> new Value.Bool(json.getBooleanValue());
                    case "NULL" -> new Value.Null();
                    case "L" -> new Value.Items(items(json));
                    case "M" -> new Value.Fields(fields(json));
                    case "SS" -> new Value.Texts(members(json, Value.Text::new));
                    case "NS" -> new Value.Numerics(members(json, Value.Numeric::new));
                    case "BS" -> new Value.Binaries(members(json, Value.Binary::ofBase64));
                    default -> throw new IOException("unknown type of an attribute: " + type);
                };
        json.nextToken();
        return attribute;
    }

    private static List<Value> items(JsonParser json) throws IOException {
        var items = new ArrayList<Value>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(attribute(json));
        }
        return items;
    }

    private static Set<Value> members(JsonParser json, Function<String, Value> type)
            throws IOException {
        var members = new LinkedHashSet<Value>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            members.add(type.apply(json.getText()));
        }
        return members;
    }
}
