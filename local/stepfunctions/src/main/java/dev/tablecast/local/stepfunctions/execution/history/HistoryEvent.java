package dev.tablecast.local.stepfunctions.execution.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event of an execution.
 *
 * @param id 1 for the first event; without gaps
 * @param previousEventId the id of the event that this one follows in its branch; 0 for the first
 * @param details the fields of the event's details by their names in the API, such as {@code name},
 *     {@code input}, {@code error}
 */
public record HistoryEvent(
        long id,
        long previousEventId,
        Instant timestamp,
        EventType type,
        Map<String, JsonNode> details) {
    public HistoryEvent {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
}
