package dev.tablecast.soak.load;

import dev.tablecast.soak.view.Facts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of an item in the table and in its stream. */
final class StoredItem {
    private StoredItem() {}

    /**
     * Returns the facts of an item.
     *
     * @throws IllegalStateException if no writer of the soak can have written it
     */
    static Facts read(Map<String, AttributeValue> item) {
        return new Facts(
                number(item, Facts.CHANGE),
                text(item, Facts.TENANT),
                item.containsKey(Facts.HOLDER)
                        ? Optional.of(text(item, Facts.HOLDER))
                        : Optional.empty(),
                text(item, Facts.KIND),
                number(item, Facts.TIER),
                text(item, Facts.TEXT));
    }

    /** Returns the attributes of an item. */
    static Map<String, AttributeValue> attributes(AttributeValue key, Facts facts) {
        var attributes = new HashMap<String, AttributeValue>();
        attributes.put(Facts.KEY, key);
        attributes.put(Facts.CHANGE, AttributeValue.fromN(Integer.toString(facts.change())));
        attributes.put(Facts.TENANT, AttributeValue.fromS(facts.tenant()));
        attributes.put(Facts.KIND, AttributeValue.fromS(facts.kind()));
        attributes.put(Facts.TIER, AttributeValue.fromN(Integer.toString(facts.tier())));
        attributes.put(Facts.TEXT, AttributeValue.fromS(facts.text()));
        facts.holder().ifPresent(name -> attributes.put(Facts.HOLDER, AttributeValue.fromS(name)));
        return attributes;
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
