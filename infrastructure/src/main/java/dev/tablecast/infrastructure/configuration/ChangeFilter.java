package dev.tablecast.infrastructure.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The changes that are broadcast; Lambda drops the others before it invokes anything.
 *
 * @param eventNames what may have happened to the item; all three by default
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
    }

    /** Both conditions as one pattern for the event source mapping; empty where neither is set. */
    public Optional<String> combined() {
        var combined = Json.object(pattern).orElseThrow();
        if (someEventsOnly()) {
            var names = combined.putArray(EVENT_NAME);
            eventNames.forEach(name -> names.add(name.name()));
        }
        return combined.isEmpty() ? Optional.empty() : Optional.of(combined.toString());
    }

    /** Whether both conditions speak of the same thing, and one would replace the other. */
    boolean isAmbiguous() {
        return someEventsOnly() && Json.object(pattern).orElseThrow().has(EVENT_NAME);
    }

    private boolean someEventsOnly() {
        return eventNames.size() < EventName.values().length;
    }

    static boolean isPattern(String text) {
        return Json.object(text).filter(ChangeFilter::endsInLists).isPresent();
    }

    /** Whether every value at the end of a path is a list of what it may be. */
    private static boolean endsInLists(JsonNode node) {
        if (!node.isObject()) {
            return node.isArray() && !node.isEmpty();
        }
        return node.properties().stream().allMatch(entry -> endsInLists(entry.getValue()));
    }
}
