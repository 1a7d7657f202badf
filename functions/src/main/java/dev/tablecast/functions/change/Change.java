package dev.tablecast.functions.change;

import dev.tablecast.functions.expression.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One change that the table committed.
 *
 * @param id the stream's id of the record: a record delivered twice has it twice
 * @param at when it was committed, to the second, as DynamoDB reports it
 * @param newImage the item after the change; empty when it was removed, or the stream has none
 * @param oldImage the item before the change; empty when it was inserted, or the stream has none
 */
public record Change(
        String id,
        Event event,
        Instant at,
        Map<String, Value> keys,
        Map<String, Value> newImage,
        Map<String, Value> oldImage) {

    public enum Event {
        INSERT,
        MODIFY,
        REMOVE
    }

    public Change {
        keys = sorted(keys);
        newImage = sorted(newImage);
        oldImage = sorted(oldImage);
    }

    /**
     * Returns whether the stream's view type has them both: an item always has an attribute, its
     * key.
     */
    public boolean hasBothImages() {
        return !newImage.isEmpty() && !oldImage.isEmpty();
    }

    /** Returns the names of the attributes that the change added, removed or gave another value. */
    public Set<String> changed() {
        var names = new TreeSet<String>(newImage.keySet());
        names.addAll(oldImage.keySet());
        names.removeIf(
                name ->
                        newImage.containsKey(name)
                                && newImage.get(name).equals(oldImage.get(name)));
        return names;
    }

    /** Returns the change without its images. */
    public Change withoutImages() {
        return new Change(id, event, at, keys, Map.of(), Map.of());
    }

    /** Returns the change with only some attributes in its images, and the keys. */
    public Change keeping(Predicate<String> attribute) {
        return new Change(
                id, event, at, keys, kept(newImage, attribute), kept(oldImage, attribute));
    }

    private Map<String, Value> kept(Map<String, Value> image, Predicate<String> attribute) {
        var kept = new TreeMap<>(image);
        kept.keySet().removeIf(name -> !keys.containsKey(name) && !attribute.test(name));
        return kept;
    }

    /** Attributes have no order in a table; here they have one, so that a retry writes the same. */
    private static Map<String, Value> sorted(Map<String, Value> attributes) {
        return Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
}
