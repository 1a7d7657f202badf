package dev.tablecast.functions.log;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of a feed's head: {@code Version}, {@code Epoch}, {@code Generation}, {@code
 * PastGenerations} (a set of strings, absent if empty), {@code End}, {@code Sent}, {@code Bytes};
 * {@code Owner} and {@code Until} (milliseconds since the epoch) while there is a lease.
 */
final class HeadItem {
    static final int VERSION = 1;

    private HeadItem() {}

    static Head read(Map<String, AttributeValue> item) {
        AttributeValue past = item.get("PastGenerations");
        AttributeValue owner = item.get("Owner");
        return new Head(
                item.get("Epoch").s(),
                item.get("Generation").s(),
                past == null ? Set.of() : Set.copyOf(past.ss()),
                number(item, "End"),
                number(item, "Sent"),
                number(item, "Bytes"),
                owner == null
                        ? Optional.empty()
                        : Optional.of(
                                new Lease(owner.s(), Instant.ofEpochMilli(number(item, "Until")))));
    }

    /** Returns the item of a head, with its key. */
    static Map<String, AttributeValue> write(LogKeys keys, Head head) {
        var item = new HashMap<>(keys.head());
        item.put("Version", number(VERSION));
        item.put("Epoch", AttributeValue.fromS(head.epoch()));
        item.put("Generation", AttributeValue.fromS(head.generation()));
        if (!head.pastGenerations().isEmpty()) {
            item.put(
                    "PastGenerations",
                    AttributeValue.fromSs(head.pastGenerations().stream().sorted().toList()));
        }
        item.put("End", number(head.end()));
        item.put("Sent", number(head.sent()));
        item.put("Bytes", number(head.bytes()));
        head.lease()
                .ifPresent(
                        lease -> {
                            item.put("Owner", AttributeValue.fromS(lease.owner()));
                            item.put("Until", number(lease.until().toEpochMilli()));
                        });
        return item;
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(item.get(name).n());
    }
}
