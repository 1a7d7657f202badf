package dev.tablecast.infrastructure.configuration.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The limits of what a client sees and filters by, besides the projection.
 *
 * @param rowAccess the condition on every item that a client is shown, by the claims of its token;
 *     empty for every item
 * @param filterableAttributes those that a filter may name although the projection hides them
 * @param keyAttributes the table's key; empty where nobody knows
 * @param filters whether subscriptions may have a filter, for which the stream needs both images
 */
public record Views(
        Optional<String> rowAccess,
        List<String> filterableAttributes,
        List<String> keyAttributes,
        boolean filters) {
    public Views {
        filterableAttributes = List.copyOf(filterableAttributes);
        keyAttributes = List.copyOf(keyAttributes);
    }

    /** Returns the limits as the functions read them from their environment. */
    public Map<String, String> environment() {
        var environment = new TreeMap<String, String>();
        environment.put("FILTERS", filters ? "on" : "off");
        rowAccess.ifPresent(expression -> environment.put("ROW_ACCESS", expression));
        if (!filterableAttributes.isEmpty()) {
            environment.put("FILTERABLE_ATTRIBUTES", String.join(",", filterableAttributes));
        }
        if (!keyAttributes.isEmpty()) {
            environment.put("KEY_ATTRIBUTES", String.join(",", keyAttributes));
        }
        return environment;
    }
}
