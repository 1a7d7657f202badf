package dev.tablecast.functions.stream;

import dev.tablecast.functions.change.Json;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of {@link TriggerEvent.HandOver}: {@code
 * {"Records":[{"eventSource":"tablecast:hand-over","eventID":"TO","eventName":"FROM"}]}}, in the
 * form of the one event type that the function's runtime decodes.
 */
final class HandOverEvent {
    static final String SOURCE = "tablecast:hand-over";

    private HandOverEvent() {}

    /**
     * @throws InvalidRecordException if an owner is missing
     */
    static TriggerEvent.HandOver decode(@Nullable String from, @Nullable String to) {
        if (from == null || to == null) {
            throw new InvalidRecordException(
                    "a hand-over needs both eventName and eventID, its two owners");
        }
        return new TriggerEvent.HandOver(from, to);
    }

    static String encode(String from, String to) {
        return Json.written(
                json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("Records");
                    json.writeStartObject();
                    json.writeStringField("eventSource", SOURCE);
                    json.writeStringField("eventID", to);
                    json.writeStringField("eventName", from);
                    json.writeEndObject();
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }
}
