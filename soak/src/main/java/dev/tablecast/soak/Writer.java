package dev.tablecast.soak;

import dev.tablecast.soak.view.Facts;
import dev.tablecast.soak.view.Interest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Puts and deletes items that others put and delete as well, without regard for them: which change
 * comes first is the table's to say.
 *
 * @param items how many there are
 */
record Writer(
        DynamoDbClient dynamoDb,
        String table,
        int items,
        WriteLog log,
        Timeline timeline,
        RandomGenerator random) {
    private static final String KEY = "id";
    private static final double DELETES = 0.1;
    private static final double BURSTS = 0.3;
    private static final double LARGE = 0.1;

    /**
     * Writes so many changes at random times, some of them in bursts.
     *
     * @param duration over which to spread them, from now on
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

    /** A delete that finds no item changes nothing, and so is followed by a put. */
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
     * Puts an item again and again, so that everyone with an interest is shown a change: a
     * connection that is gone is noticed when something is posted to it.
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
        var item = new HashMap<>(facts.apply(number).attributes());
        item.put(KEY, key(of));
        dynamoDb.putItem(request -> request.tableName(table).item(item));
        log.acknowledged(number, startedMs, timeline.nowMs());
    }

    /**
     * On the condition that there is an item: of two deletes at the same time, DynamoDB Local would
     * put both into the stream, one of them without an image.
     */
    private boolean delete(int item) {
        int startedMs = timeline.nowMs();
        DeleteItemResponse deleted;
        try {
            deleted =
                    dynamoDb.deleteItem(
                            request ->
                                    request.tableName(table)
                                            .key(Map.of(KEY, key(item)))
                                            .conditionExpression(
                                                    "attribute_exists(%s)".formatted(KEY))
                                            .returnValues(ReturnValue.ALL_OLD));
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
        int number = Integer.parseInt(deleted.attributes().get(Facts.CHANGE).n());
        log.acknowledged(-number, startedMs, timeline.nowMs());
        return true;
    }

    /** Mostly short; a large one and the image before it still fit a frame. */
    private String text() {
        int length = random.nextDouble() < LARGE ? random.nextInt(6000) : random.nextInt(300);
        return "abcdefghij".repeat(length / 10 + 1);
    }

    private static AttributeValue key(int item) {
        return AttributeValue.fromS("item-" + item);
    }
}
