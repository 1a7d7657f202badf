package dev.tablecast.soak.view;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The attributes of an item that decide who sees it.
 *
 * @param change the number of the put that wrote the item
 * @param tenant hidden from all clients; decides on access
 * @param holder hidden from all clients; restricts access to this person if present
 * @param kind hidden from all clients, but allowed in their filters
 * @param tier visible to all clients, and allowed in their filters
 * @param text visible to all clients
 */
public record Facts(
        int change, String tenant, Optional<String> holder, String kind, int tier, String text) {
    /** The attribute with the number of the put. */
    public static final String CHANGE = "change";

    /** The table's key. */
    public static final String KEY = "id";

    public static final String TENANT = "tenant";
    public static final String HOLDER = "holder";
    public static final String KIND = "kind";
    public static final String TIER = "tier";
    public static final String TEXT = "text";

    /** The attributes in the images that clients see. */
    public static final Set<String> VISIBLE = Set.of(CHANGE, TIER, TEXT);

    /** The hidden attributes that a filter may name. */
    public static final Set<String> FILTERABLE = Set.of(KIND);

    /** Returns the visible attributes in which this differs from another state of the item. */
    Set<String> changedSince(Facts before) {
        var changed = new TreeSet<String>();
        if (change != before.change) {
            changed.add(CHANGE);
        }
        if (tier != before.tier) {
            changed.add(TIER);
        }
        if (!text.equals(before.text)) {
            changed.add(TEXT);
        }
        return changed;
    }
}
