package dev.tablecast.functions.view;

import dev.tablecast.functions.expression.Value;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A change of an item, as the table committed it.
 *
 * @param oldImage the item before the change; empty if it didn't exist, or isn't known
 * @param newImage the item after the change; empty if it doesn't exist, or isn't known
 */
public record ItemChange(
        Event event,
        Map<String, Value> keys,
        Map<String, Value> oldImage,
        Map<String, Value> newImage) {
    public enum Event {
        INSERT,
        MODIFY,
        /** A deletion, by a client or because the item expired. */
        REMOVE
    }

    boolean existed() {
        return event != Event.INSERT;
    }

    boolean exists() {
        return event != Event.REMOVE;
    }

    /** Returns the names of the attributes that were added, removed or given another value. */
    Set<String> changed() {
        var names = new TreeSet<>(newImage.keySet());
        names.addAll(oldImage.keySet());
        names.removeIf(
                name ->
                        newImage.containsKey(name)
                                && newImage.get(name).equals(oldImage.get(name)));
        return names;
    }
}
