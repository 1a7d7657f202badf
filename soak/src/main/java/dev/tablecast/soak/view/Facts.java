package dev.tablecast.soak.view;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item of the soak, as far as views are concerned.
 *
 * @param change the number of the put that the item is of
 * @param tenant hidden from everyone; decides on access
 * @param holder hidden from everyone; decides on access where there is one
 * @param kind hidden from everyone, but clients may filter by it
 * @param tier an attribute that all see and may filter by
 * @param text an attribute that all see
 */
public record Facts(
        int change, String tenant, Optional<String> holder, String kind, int tier, String text) {
    /** The attribute with the number of the put. */
    public static final String CHANGE = "change";

    static final String KEY = "id";
    static final String TENANT = "tenant";
    static final String HOLDER = "holder";
    static final String KIND = "kind";
    static final String TIER = "tier";
    private static final String TEXT = "text";

    /** The attributes of the images that clients see. */
    public static final Set<String> VISIBLE = Set.of(CHANGE, TIER, TEXT);

    /** The hidden attributes that a filter may name. */
    public static final Set<String> FILTERABLE = Set.of(KIND);

    /** Reads an item of the table or of its stream. */
    public static Facts of(Map<String, AttributeValue> item) {
        return new Facts(
                number(item, CHANGE),
                text(item, TENANT),
                item.containsKey(HOLDER) ? Optional.of(text(item, HOLDER)) : Optional.empty(),
                text(item, KIND),
                number(item, TIER),
                text(item, TEXT));
    }

    /** Returns the item's attributes besides the key. */
    public Map<String, AttributeValue> attributes() {
        var attributes =
                new HashMap<>(
                        Map.of(
                                CHANGE, AttributeValue.fromN(Integer.toString(change)),
                                TENANT, AttributeValue.fromS(tenant),
                                KIND, AttributeValue.fromS(kind),
                                TIER, AttributeValue.fromN(Integer.toString(tier)),
                                TEXT, AttributeValue.fromS(text)));
        holder.ifPresent(name -> attributes.put(HOLDER, AttributeValue.fromS(name)));
        return attributes;
    }

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

    private static int number(Map<String, AttributeValue> item, String name) {
        return Integer.parseInt(value(item, name).n());
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return value(item, name).s();
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException(
                    "the stream has an item without %s, which no writer made; it has %s"
                            .formatted(name, item.keySet()));
        }
        return value;
    }
}
