package dev.tablecast.local.cloud.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.testing.watching.WatchingClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The items of a subscription, kept from the texts that its client received: a snapshot, and the
 * changes that follow it, by the rule of {@code docs/protocol.md} for items.
 */
final class LiveList {
    /** The largest difference of the clocks, and the second to which a change's time is cut. */
    private static final Duration MARGIN = Duration.ofSeconds(6);

    private final Map<String, JsonNode> items = new HashMap<>();
    private final Map<String, List<JsonNode>> states = new HashMap<>();

    /** Items of the snapshot whose age no change has shown yet. */
    private final Set<String> unconfirmed = new HashSet<>();

    private final List<JsonNode> held = new ArrayList<>();
    private Instant began = Instant.MIN;
    private Instant ended = Instant.MIN;
    private long number = -1;
    private boolean live;
    private int skipped;

    static LiveList of(List<String> texts) {
        var list = new LiveList();
        texts.forEach(text -> list.receive(WatchingClient.json(text)));
        return list;
    }

    private void receive(JsonNode message) {
        switch (message.path("type").asText()) {
            case "items" -> addItems(message);
            case "changes" -> {
                if (live) {
                    apply(message);
                } else {
                    held.add(message);
                }
            }
            case "live" -> {
                number = Long.parseLong(message.get("position").asText().split("\\.")[1]);
                live = true;
                held.forEach(this::apply);
                held.clear();
            }
            default -> {}
        }
    }

    private void addItems(JsonNode message) {
        began = Instant.parse(message.get("began").asText());
        ended = Instant.parse(message.get("ended").asText());
        for (JsonNode item : message.get("items")) {
            String key = item.get("keys").toString();
            unconfirmed.add(key);
            show(key, item.get("new"));
        }
    }

    private void apply(JsonNode message) {
        for (JsonNode change : message.get("changes")) {
            if (change.get("seq").asLong() > number) {
                applyChange(change);
            }
        }
        number = Math.max(number, message.get("to").asLong());
    }

    private void applyChange(JsonNode change) {
        String key = change.get("keys").toString();
        Instant at = Instant.parse(change.get("at").asText());
        if (at.plus(MARGIN).isBefore(began)) {
            skipped++;
            return;
        }
        boolean later = at.isAfter(ended.plus(MARGIN));
        JsonNode item = items.get(key);
        String event = change.get("event").asText();
        boolean unknowable = !change.has("old") && !event.equals("INSERT");
        boolean follows =
                item == null
                        ? later || !event.equals("MODIFY")
                        : later
                                || unknowable
                                || !unconfirmed.contains(key)
                                || item.equals(change.get("old"));
        if (!follows) {
            skipped++;
            if (item != null && item.equals(change.get("new"))) {
                unconfirmed.remove(key);
            }
            return;
        }
        unconfirmed.remove(key);
        if (event.equals("REMOVE")) {
            items.remove(key);
        } else {
            show(key, change.get("new"));
        }
    }

    private void show(String key, JsonNode item) {
        items.put(key, item);
        states.computeIfAbsent(key, name -> new ArrayList<>()).add(item);
    }

    Map<String, JsonNode> items() {
        return items;
    }

    /** Returns the states of each item in the order in which they were shown. */
    Map<String, List<JsonNode>> states() {
        return states;
    }

    /** Returns the number of changes that the snapshot had already. */
    int skipped() {
        return skipped;
    }
}
