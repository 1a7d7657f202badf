package dev.tablecast.functions.change;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static void writeImage(JsonGenerator json, String name, Map<String, Attribute> image)
            throws IOException {
        if (!image.isEmpty()) {
            json.writeFieldName(name);
            writeFields(json, image);
        }
    }

    private static void writeFields(JsonGenerator json, Map<String, Attribute> fields)
            throws IOException {
        json.writeStartObject();
        for (var field : fields.entrySet()) {
            json.writeFieldName(field.getKey());
            write(json, field.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Attribute attribute) throws IOException {
        json.writeStartObject();
        switch (attribute) {
            case Attribute.Text text -> json.writeStringField("S", text.value());
            case Attribute.Numeric number -> json.writeStringField("N", number.value());
            case Attribute.Binary binary -> json.writeStringField("B", binary.base64());
            case Attribute.Bool bool -> json.writeBooleanField("BOOL", bool.value());
            case Attribute.Null ignored -> json.writeBooleanField("NULL", true);
            case Attribute.Items items -> {
                json.writeArrayFieldStart("L");
                for (Attribute item : items.values()) {
                    write(json, item);
                }
                json.writeEndArray();
            }
            case Attribute.Members members -> writeMembers(json, members);
            case Attribute.Fields fields -> {
                json.writeFieldName("M");
                writeFields(json, fields.values());
            }
        }
        json.writeEndObject();
    }

    private static void writeMembers(JsonGenerator json, Attribute.Members members)
            throws IOException {
        String type =
                switch (members.values().getFirst()) {
                    case Attribute.Numeric ignored -> "NS";
                    case Attribute.Binary ignored -> "BS";
                    default -> "SS";
                };
        json.writeArrayFieldStart(type);
        for (Attribute member : members.values()) {
            json.writeString(AttributeWriter.plain(member));
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
            var images = new LinkedHashMap<String, Map<String, Attribute>>();
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

    private static Map<String, Attribute> fields(JsonParser json) throws IOException {
        var fields = new LinkedHashMap<String, Attribute>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, attribute(json));
        }
        return fields;
    }

    /** Reads {@code {"S":"…"}} and the like, up to its end. */
    private static Attribute attribute(JsonParser json) throws IOException {
        json.nextToken();
        String type = json.currentName();
        json.nextToken();
        Attribute attribute =
                switch (type) {
                    case "S" -> new Attribute.Text(json.getText());
                    case "N" -> new Attribute.Numeric(json.getText());
                    case "B" -> new Attribute.Binary(json.getText());
                    case "BOOL" -> new Attribute.Bool(json.getBooleanValue());
                    case "NULL" -> new Attribute.Null();
                    case "L" -> new Attribute.Items(items(json));
                    case "M" -> new Attribute.Fields(fields(json));
                    case "SS" -> new Attribute.Members(members(json, Attribute.Text::new));
                    case "NS" -> new Attribute.Members(members(json, Attribute.Numeric::new));
                    case "BS" -> new Attribute.Members(members(json, Attribute.Binary::new));
                    default -> throw new IOException("unknown type of an attribute: " + type);
                };
        json.nextToken();
        return attribute;
    }

    private static List<Attribute> items(JsonParser json) throws IOException {
        var items = new ArrayList<Attribute>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(attribute(json));
        }
        return items;
    }

    private static List<Attribute> members(JsonParser json, Function<String, Attribute> type)
            throws IOException {
        var members = new ArrayList<Attribute>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            members.add(type.apply(json.getText()));
        }
        return members;
    }
}
