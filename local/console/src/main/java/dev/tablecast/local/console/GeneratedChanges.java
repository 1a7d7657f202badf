package dev.tablecast.local.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A steady stream of changes to 200 items of the source table: nine puts to one delete. */
final class GeneratedChanges {
    private static final int ITEMS = 200;
    private static final int DELETED_OF = 10;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int WINDOW_SECONDS = 3;

    private final Items items;
    private final SourceTable table;
    private final LongSupplier nanoTime;
    private final Deque<Long> windowEnds = new ArrayDeque<>();
    private final Deque<Integer> windowCounts = new ArrayDeque<>();
    private int perSecond;
    private long last;
    private double due;
    private long next;
    private long written;
    private String problem = "";

    GeneratedChanges(Items items, SourceTable table, LongSupplier nanoTime) {
        this.items = items;
        this.table = table;
        this.nanoTime = nanoTime;
    }

    synchronized void reset() {
        written = 0;
        problem = "";
    }

    synchronized void aim(int changesPerSecond) {
        perSecond = changesPerSecond;
        last = nanoTime.getAsLong();
        due = 0;
    }

    synchronized long written() {
        return written;
    }

    synchronized long perSecond() {
        forget(nanoTime.getAsLong());
        return Math.round(
                windowCounts.stream().mapToInt(Integer::intValue).sum() / (double) WINDOW_SECONDS);
    }

    synchronized String problem() {
        return problem;
    }

    /** Writes the changes that are due. At most one second's changes are ever due. */
    void tick() {
        for (int left = takeDue(); left > 0; left -= Items.MOST_CHANGES) {
            write(Math.min(left, Items.MOST_CHANGES));
        }
    }

    private synchronized int takeDue() {
        long now = nanoTime.getAsLong();
        due = Math.min(due + perSecond * (double) (now - last) / SECOND, perSecond);
        last = now;
        int whole = (int) due;
        due -= whole;
        return whole;
    }

    private void write(int count) {
        var puts = new ArrayList<Map<String, AttributeValue>>();
        var deletes = new ArrayList<Map<String, AttributeValue>>();
        for (int i = 0; i < count; i++) {
            long number = next++;
            // Deletes each item in turn, and none before it was put.
            if (number >= ITEMS && (number + number / ITEMS) % DELETED_OF == 0) {
                deletes.add(key(number % ITEMS));
            } else {
                puts.add(item(number));
            }
        }
        try {
            wrote(items.change(puts, deletes));
        } catch (SdkException e) {
            failed(e.getMessage());
        }
    }

    private synchronized void wrote(int count) {
        written += count;
        windowEnds.add(nanoTime.getAsLong());
        windowCounts.add(count);
        forget(nanoTime.getAsLong());
        problem = "";
    }

    private synchronized void failed(String message) {
        problem = "a change failed: " + message;
    }

    private void forget(long now) {
        while (!windowEnds.isEmpty() && now - windowEnds.getFirst() > WINDOW_SECONDS * SECOND) {
            windowEnds.removeFirst();
            windowCounts.removeFirst();
        }
    }

    private Map<String, AttributeValue> item(long number) {
        var item = new HashMap<>(key(number % ITEMS));
        List<String> names = List.of("Ada", "Grace", "Edsger", "Barbara", "Donald", "Frances");
        item.putIfAbsent("name", AttributeValue.fromS(names.get((int) (number % names.size()))));
        item.putIfAbsent("zip", AttributeValue.fromN(Long.toString(10_000 + number % 90_000)));
        item.putIfAbsent("change", AttributeValue.fromN(Long.toString(number)));
        return item;
    }

    private Map<String, AttributeValue> key(long number) {
        var key = new HashMap<String, AttributeValue>();
        for (SourceTable.KeyAttribute attribute : table.key()) {
            String text = "generated-" + number;
            key.put(
                    attribute.name(),
                    switch (attribute.type()) {
                        case S -> AttributeValue.fromS(text);
                        case N -> AttributeValue.fromN(Long.toString(number));
                        case B ->
                                AttributeValue.fromB(
                                        SdkBytes.fromByteArray(
                                                text.getBytes(StandardCharsets.UTF_8)));
                    });
        }
        return key;
    }
}
