package dev.tablecast.functions.change;

import dev.tablecast.functions.expression.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Changes to test with. */
public final class Changes {
    public static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private Changes() {}

    public static Change insert(int number, Map<String, Value> attributes) {
        return new Change(
                "event-" + number,
                Change.Event.INSERT,
                AT,
                Map.of("id", new Value.Text("item-" + number)),
                attributes,
                Map.of());
    }

    public static Change modify(Map<String, Value> before, Map<String, Value> after) {
        return new Change(
                "event-1",
                Change.Event.MODIFY,
                AT,
                Map.of("id", new Value.Text("item-1")),
                after,
                before);
    }

    public static Change remove(Map<String, Value> attributes) {
        return new Change(
                "event-1",
                Change.Event.REMOVE,
                AT,
                Map.of("id", new Value.Text("item-1")),
                Map.of(),
                attributes);
    }

    /** Inserts numbered from 1, each with a text attribute of so many bytes. */
    public static List<Change> inserts(int count, int bytes) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> insert(i, Map.of("text", new Value.Text("x".repeat(bytes)))))
                .toList();
    }
}
