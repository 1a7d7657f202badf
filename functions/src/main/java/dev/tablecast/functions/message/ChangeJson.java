package dev.tablecast.functions.message;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tablecast.functions.change.Json;
import dev.tablecast.functions.change.PlainJson;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.view.Seen;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A change in a message: {@code {"seq","event","at","keys","enter","leave","new","old",
 * "changed"}}.
 *
 * @param at when it was committed
 */
record ChangeJson(long seq, Instant at, Seen seen) {
    /** Returns the whole change, as the view shows it. */
    String whole() {
        return Json.written(
                json -> {
                    writeHead(json);
                    writeImage(json, "new", seen.newImage());
                    writeImage(json, "old", seen.oldImage());
                    if (seen.changed().isPresent()) {
                        json.writeArrayFieldStart("changed");
                        for (String name : seen.changed().get()) {
                            json.writeString(name);
                        }
                        json.writeEndArray();
                    }
                    json.writeEndObject();
                });
    }

    /** Returns a change that is too large for a message: its keys, and that there was more. */
    String truncated() {
        return Json.written(
                json -> {
                    writeHead(json);
                    json.writeBooleanField("truncated", true);
                    json.writeEndObject();
                });
    }

    private void writeHead(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("seq", seq);
        json.writeStringField("event", seen.event().name());
        json.writeStringField("at", at.toString());
        json.writeFieldName("keys");
        PlainJson.writeFields(json, seen.keys());
        if (seen.enter()) {
            json.writeBooleanField("enter", true);
        }
        if (seen.leave()) {
            json.writeBooleanField("leave", true);
        }
    }

    private static void writeImage(
            JsonGenerator json, String field, Optional<Map<String, Value>> image)
            throws IOException {
        if (image.isPresent()) {
            json.writeFieldName(field);
            PlainJson.writeFields(json, image.get());
        }
    }
}
