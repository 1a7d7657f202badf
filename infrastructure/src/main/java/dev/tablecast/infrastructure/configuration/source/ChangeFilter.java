package dev.tablecast.infrastructure.configuration.source;

import dev.tablecast.infrastructure.filter.EventPattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes that are broadcast; Lambda drops the others before it invokes anything.
 *
 * @param eventNames the types of changes; all three by default
 * @param pattern an event filter pattern, a JSON object; <code>{}</code> matches every record
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Control
 *     which events Lambda sends to your function</a>
 */
public record ChangeFilter(List<EventName> eventNames, String pattern) {
    private static final String EVENT_NAME = "eventName";

    public ChangeFilter {
        eventNames = List.copyOf(eventNames);
        ChangeSettings.FILTER.require(pattern);
        var flaws = EventPattern.parse(pattern).flaws(Map.of());
        if (!flaws.isEmpty()) {
            throw new IllegalArgumentException("filter: " + flaws);
        }
    }

    /**
     * Returns both conditions as one pattern for the event source mapping; empty if neither is set.
     */
    public Optional<String> combined() {
        var combined = EventPattern.parse(pattern).json();
        if (someEventsOnly()) {
            var names = combined.putArray(EVENT_NAME);
            eventNames.forEach(name -> names.add(name.name()));
        }
        return combined.isEmpty() ? Optional.empty() : Optional.of(combined.toString());
    }

    /** Returns whether both conditions have the same key, so that one would replace the other. */
    boolean isAmbiguous() {
        return someEventsOnly() && EventPattern.parse(pattern).json().has(EVENT_NAME);
    }

    private boolean someEventsOnly() {
        return eventNames.size() < EventName.values().length;
    }
}
