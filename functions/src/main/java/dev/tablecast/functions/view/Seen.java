package dev.tablecast.functions.view;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.expression.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A change as a view shows it.
 *
 * @param event the type of the change in the view
 * @param newImage its visible attributes; empty if the view doesn't have the item any more, or
 *     shows no images
 * @param oldImage its visible attributes before; empty if the view didn't have it, or shows no
 *     images
 * @param changed the visible attributes that a {@code MODIFY} changed; empty if there are not both
 *     images
 * @param enter whether the item existed before, outside the filter
 * @param leave whether the item still exists, outside the filter
 */
public record Seen(
        Change.Event event,
        Map<String, Value> keys,
        Optional<Map<String, Value>> newImage,
        Optional<Map<String, Value>> oldImage,
        Optional<Set<String>> changed,
        boolean enter,
        boolean leave) {}
