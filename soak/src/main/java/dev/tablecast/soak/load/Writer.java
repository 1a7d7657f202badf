package dev.tablecast.soak.load;

import dev.tablecast.soak.phase.LoadPhase;
import dev.tablecast.soak.phase.Timeline;
import dev.tablecast.soak.view.Facts;
import dev.tablecast.soak.view.Interest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * A writer that puts and deletes random items, in competition with the other writers.
 *
 * @param items the number of items
 */
record Writer(
        DynamoDbClient dynamoDb,
        String table,
        int items,
        WriteLog log,
        Timeline timeline,
        RandomGenerator random) {
    private static final double DELETES = 0.1;
    private static final double BURSTS = 0.3;
    private static final double LARGE = 0.1;

    /**
     * Writes changes at random times, some of them in bursts.
     *
     * @param changes the number of changes
     * @param duration the time over which they are spread
     */
    void write(int changes, Duration duration, LoadPhase phase) throws InterruptedException {
        int startMs = timeline.nowMs();
        for (int timeMs : times(changes, duration)) {
            int waitMs = startMs + timeMs - timeline.nowMs();
            if (waitMs > 0 && phase.endsWithin(Duration.ofMillis(waitMs))) {
                return;
            }
            writeOnce();
        }
    }

    private int[] times(int changes, Duration duration) {
        int[] times = new int[changes];
        for (int i = 0; i < changes; i++) {
            times[i] =
                    i > 0 && random.nextDouble() < BURSTS
                            ? times[i - 1]
                            : random.nextInt(Math.toIntExact(duration.toMillis()));
        }
        Arrays.sort(times);
        return times;
    }

    /** Makes one change: a delete that finds no item is followed by a put. */
    private void writeOnce() {
        int item = random.nextInt(items);
        if (random.nextDouble() >= DELETES || !delete(item)) {
            put(item);
        }
    }

    void put(int of) {
        put(of, number -> Interest.item(number, text(), random));
    }

    /**
     * Puts an item repeatedly, so that every interest matches a change. The system notices a dead
     * connection only when it posts to it.
     */
    void putForEveryone(int of) {
        for (int i = 0; i < Interest.lastItems(); i++) {
            int n = i;
            put(of, number -> Interest.lastItem(number, text(), n));
        }
    }

    private void put(int of, IntFunction<Facts> facts) {
        int number = log.nextNumber();
        int startedMs = timeline.nowMs();
        var item = StoredItem.attributes(key(of), facts.apply(number));
        dynamoDb.putItem(request -> request.tableName(table).item(item));
        log.acknowledged(number, startedMs, timeline.nowMs());
    }

    /**
     * Deletes an item on condition that it exists: for two concurrent deletes, DynamoDB Local would
     * write two stream records, one of them without an image.
     */
    private boolean delete(int item) {
        int startedMs = timeline.nowMs();
        DeleteItemResponse deleted;
        try {
            deleted =
                    dynamoDb.deleteItem(
                            request ->
                                    request.tableName(table)
                                            .key(Map.of(Facts.KEY, key(item)))
                                            .conditionExpression(
                                                    "attribute_exists(%s)".formatted(Facts.KEY))
                                            .returnValues(ReturnValue.ALL_OLD));
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
        int number = Integer.parseInt(deleted.attributes().get(Facts.CHANGE).n());
        log.acknowledged(-number, startedMs, timeline.nowMs());
        return true;
    }

    /** Returns text, mostly short; two images with the longest text fit a frame. */
    private String text() {
        int length = random.nextDouble() < LARGE ? random.nextInt(6000) : random.nextInt(300);
        return "abcdefghij".repeat(length / 10 + 1);
    }

    private static AttributeValue key(int item) {
        return AttributeValue.fromS("item-" + item);
    }
}
