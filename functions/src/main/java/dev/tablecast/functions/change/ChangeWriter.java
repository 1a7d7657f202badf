package dev.tablecast.functions.change;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/**
 * Writes a change as JSON: {@code {"seq","event","at","keys","new","old", "changed"}}.
 *
 * <p>{@code new} and {@code old} are there where the projection has images and the item had one;
 * {@code changed} names what a MODIFY changed, of what the projection includes, where the stream
 * has both images.
 */
public record ChangeWriter(Projection projection) {
    /** Writes a whole change, as the projection has it. */
    public String write(long seq, Change change) {
        return Json.written(
                json -> {
                    writeHead(json, seq, change);
                    if (projection.hasImages()) {
                        writeImage(json, "new", change.newImage());
                        writeImage(json, "old", change.oldImage());
                        writeChanged(json, change);
                    }
                    json.writeEndObject();
                });
    }

    /** Writes a change that is too large for a message: its keys, and that there was more. */
    public String writeTruncated(long seq, Change change) {
        return Json.written(
                json -> {
                    writeHead(json, seq, change);
                    json.writeBooleanField("truncated", true);
                    json.writeEndObject();
                });
    }

    private static void writeHead(JsonGenerator json, long seq, Change change) throws IOException {
        json.writeStartObject();
        json.writeNumberField("seq", seq);
        json.writeStringField("event", change.event().name());
        json.writeStringField("at", change.at().toString());
        json.writeObjectFieldStart("keys");
        for (var key : change.keys().entrySet()) {
            json.writeFieldName(key.getKey());
            AttributeWriter.write(json, key.getValue());
        }
        json.writeEndObject();
    }

    private void writeImage(JsonGenerator json, String field, Map<String, Attribute> image)
            throws IOException {
        if (image.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(field);
        for (var attribute : image.entrySet()) {
            if (projection.includes(attribute.getKey())) {
                json.writeFieldName(attribute.getKey());
                AttributeWriter.write(json, attribute.getValue());
            }
        }
        json.writeEndObject();
    }

    private void writeChanged(JsonGenerator json, Change change) throws IOException {
        if (change.event() != Change.Event.MODIFY || !change.hasBothImages()) {
            return;
        }
        json.writeArrayFieldStart("changed");
        for (String name : change.changed()) {
            if (projection.includes(name)) {
                json.writeString(name);
            }
        }
        json.writeEndArray();
    }
}
