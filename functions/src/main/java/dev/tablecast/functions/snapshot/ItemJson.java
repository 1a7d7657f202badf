package dev.tablecast.functions.snapshot;

import dev.tablecast.functions.change.Json;
import dev.tablecast.functions.change.PlainJson;
import dev.tablecast.functions.expression.Value;
import java.util.Map;
import java.util.Optional;

/**
 * An item in a message: {@code {"keys":{…},"new":{…}}}, or {@code {"keys":{…},"truncated":true}} if
 * it is larger than a frame.
 *
 * @param image the visible attributes; empty if no images are shown
 */
record ItemJson(Map<String, Value> keys, Optional<Map<String, Value>> image) {
    /** Returns the item in the form that fits into a frame. */
    String text() {
        String whole = text(false);
        return Snapshot.bytes(whole) <= Snapshot.MAX_ITEM_BYTES ? whole : text(true);
    }

    private String text(boolean truncated) {
        return Json.written(
                json -> {
                    json.writeStartObject();
                    json.writeFieldName("keys");
                    PlainJson.writeFields(json, keys);
                    if (truncated) {
                        json.writeBooleanField("truncated", true);
                    } else if (image.isPresent()) {
                        json.writeFieldName("new");
                        PlainJson.writeFields(json, image.get());
                    }
                    json.writeEndObject();
                });
    }
}
