package dev.tablecast.local.stepfunctions.execution.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One step of an execution.
 *
 * @param id from 1, without a gap
 * @param previousEventId the event this one follows from, in its own branch; 0 for the first
 * @param details by the names that AWS gives them, such as {@code name}, {@code input}, {@code
 *     error}
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
