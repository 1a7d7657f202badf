package dev.tablecast.bench.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Changes of a few items, one put each, due at even distances whatever the system makes of them.
 * Those that the table is too slow for wait for one of a few writers; from then on, time counts.
 */
public final class Writes {
    /** The attribute with the number of the change that an item is of. */
    public static final String NUMBER = "change";

    private static final int ITEMS = 100;

    /** DynamoDB Local lets one write at a time, and refuses those that wait for seconds. */
    private static final int WRITERS = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final int perSecond;
    private final int first;
    private final AtomicLongArray asked;
    private final AtomicLongArray committed;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * @param first the number of the first change; no other has had one of these, since a put that
     *     changes nothing is none
     */
    public Writes(DynamoDbClient dynamoDb, String table, int perSecond, int first, int changes) {
        this.dynamoDb = dynamoDb;
        this.first = first;
        this.table = table;
        this.perSecond = perSecond;
        asked = new AtomicLongArray(changes);
        committed = new AtomicLongArray(changes);
    }

    /** How many the table has. */
    public int count() {
        return count.get();
    }

    public int first() {
        return first;
    }

    /** When the first put was begun, in nanoseconds of {@link System#nanoTime}. */
    long begun() {
        return asked.get(0);
    }

    /** When the table said that it has the change. */
    public long committed(int change) {
        return committed.get(change - first);
    }

    /**
     * Writes as many as the table takes within the time that they are due in, and returns when it
     * has them.
     *
     * @throws IllegalStateException if it fails
     */
    public void run() throws InterruptedException {
        var puts = new ArrayList<CompletableFuture<Void>>(asked.length());
        long periodNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long end = System.nanoTime() + asked.length() * periodNanos;
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < asked.length(); i++) {
                int index = i;
                Executor due =
                        CompletableFuture.delayedExecutor(
                                i * periodNanos, TimeUnit.NANOSECONDS, writers);
                puts.add(CompletableFuture.runAsync(() -> put(index, end), due));
            }
            long longest = PATIENCE.toNanos() + asked.length() * periodNanos;
            CompletableFuture.allOf(puts.toArray(CompletableFuture<?>[]::new))
                    .get(longest, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a change can't be written", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("changes take too long to be written", e);
        }
    }

    private void put(int index, long end) {
        if (System.nanoTime() >= end) {
            return;
        }
        asked.set(index, System.nanoTime());
        dynamoDb.putItem(
                request ->
                        request.tableName(table)
                                .item(
                                        Map.of(
                                                "id",
                                                AttributeValue.fromS("item-" + index % ITEMS),
                                                NUMBER,
                                                AttributeValue.fromN(
                                                        Integer.toString(first + index)),
                                                "name",
                                                AttributeValue.fromS("Ada"),
                                                "zip",
                                                AttributeValue.fromN("10115"))));
        committed.set(index, System.nanoTime());
        count.incrementAndGet();
    }
}
