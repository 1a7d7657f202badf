package dev.tablecast.functions.log;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.ChangeBody;
import dev.tablecast.functions.simulation.SimulatedDynamoDb;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A feed's log in memory, with the entries that a test appends; number 1 is the epoch's reset. */
public final class LogFixture {
    public static final String TABLE = SimulatedDynamoDb.LOG;
    public static final String FEED = "Items";

    private final SimulatedDynamoDb dynamoDb = SimulatedDynamoDb.direct();
    private final InstantSource clock;

    public LogFixture(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns the DynamoDB that has the log's table, and {@code WebSocketManager}. */
    public SimulatedDynamoDb dynamoDb() {
        return dynamoDb;
    }

    public ChangeLog log() {
        return new ChangeLog(dynamoDb, TABLE, FEED, Duration.ofHours(26), clock);
    }

    /** Returns a reader with nothing in memory. */
    public LogReader reader() {
        return new LogReader(log(), 1_000_000, pause());
    }

    public StoredViews storedViews() {
        return new StoredViews(dynamoDb, TABLE, FEED);
    }

    public Epochs epochs() {
        return new Epochs(log(), clock, false);
    }

    public Pause pause() {
        return new Pause(new Random(7), duration -> {});
    }

    /** Returns the head; a new feed's first one if there is none. */
    public Head head() {
        return epochs().currentOrFirst();
    }

    /** Appends an entry of changes. */
    public Entry append(List<Change> changes) {
        return appendRecords(
                changes.stream()
                        .map(change -> new LogRecord.Change(change.id(), ChangeBody.write(change)))
                        .toList());
    }

    /** Appends an entry of changes of which nothing matters. */
    public Entry appendAny(int changes) {
        return appendRecords(
                IntStream.range(0, changes)
                        .mapToObj(i -> new LogRecord.Change("any-" + i, "{\"event\":\"INSERT\"}"))
                        .toList());
    }

    /** Appends an entry of one reset. */
    public Entry appendReset(LogRecord.Reason reason) {
        return appendRecords(List.of(new LogRecord.Reset("reset", reason)));
    }

    /** Appends an entry of one change whose body is none. */
    public Entry appendUnreadable() {
        return appendRecords(List.of(new LogRecord.Change("unreadable", "not a change")));
    }

    private Entry appendRecords(List<? extends LogRecord> records) {
        Head head = head();
        var unique =
                records.stream()
                        .map(next -> named(next, head.end() + "-" + next.eventId()))
                        .toList();
        if (log().append(head, unique, Optional.empty()) instanceof AppendWrite.Appended appended) {
            return appended.entry();
        }
        throw new IllegalStateException("nobody else appends");
    }

    private static LogRecord named(LogRecord next, String eventId) {
        return switch (next) {
            case LogRecord.Change change -> new LogRecord.Change(eventId, change.body());
            case LogRecord.Reset reset -> new LogRecord.Reset(eventId, reset.reason());
        };
    }

    /** Begins a new epoch. */
    public Head beginEpoch() {
        return epochs().replace(head());
    }

    /** Deletes an entry, as DynamoDB does after its time. */
    public void delete(Entry entry) {
        dynamoDb.deleteItem(request -> request.tableName(TABLE).key(key(entry)));
    }

    /** Replaces the data of an entry. */
    public void damage(Entry entry, byte[] data) {
        dynamoDb.updateItem(
                request ->
                        request.tableName(TABLE)
                                .key(key(entry))
                                .updateExpression("SET #data = :data")
                                .expressionAttributeNames(Map.of("#data", "Data"))
                                .expressionAttributeValues(
                                        Map.of(
                                                ":data",
                                                AttributeValue.fromB(
                                                        SdkBytes.fromByteArray(data)))));
    }

    /** Returns the key of a stored view. */
    public Map<String, AttributeValue> viewKey(String id) {
        return new LogKeys(FEED).view(id);
    }

    private Map<String, AttributeValue> key(Entry entry) {
        return new LogKeys(FEED).entry(entry.epoch(), entry.from(), 0);
    }
}
