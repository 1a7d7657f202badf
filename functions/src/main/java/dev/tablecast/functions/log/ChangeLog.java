package dev.tablecast.functions.log;

import static dev.tablecast.functions.log.HeadItem.number;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The table {@code ChangeLog} of one feed.
 *
 * <p>Every write of the head is conditional on its epoch. Reads are consistent. The SDK's
 * exceptions pass through: whether a call that got no answer took effect is found out by reading
 * again.
 *
 * @param retention the time for which entries are kept
 */
public record ChangeLog(
        DynamoDbClient dynamoDb,
        String table,
        LogKeys keys,
        Duration retention,
        InstantSource clock) {
    /** Lambda delivers a record for as long as the stream keeps it, 24 hours, and a little more. */
    private static final Duration MARKER_LIFE = Duration.ofHours(25);

    private static final String ABSENT = "attribute_not_exists(PK)";

    public ChangeLog(
            DynamoDbClient dynamoDb,
            String table,
            String feed,
            Duration retention,
            InstantSource clock) {
        this(dynamoDb, table, new LogKeys(feed), retention, clock);
    }

    /** Returns a log of which only entries and the head are read. */
    public static ChangeLog forReading(DynamoDbClient dynamoDb, String table, String feed) {
        return new ChangeLog(dynamoDb, table, feed, Duration.ZERO, InstantSource.system());
    }

    /** The head of the feed, and the marker of an event, as they were at one time. */
    record Found(Optional<Head> head, Optional<Marker> marker) {}

    public Optional<Head> head() {
        var item =
                dynamoDb.getItem(
                                request ->
                                        request.tableName(table)
                                                .key(keys.head())
                                                .consistentRead(true))
                        .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(HeadItem.read(item));
    }

    /** Reads the head and the marker of an event with one call. */
    Found find(String eventId) {
        Map<String, KeysAndAttributes> wanted =
                Map.of(
                        table,
                        KeysAndAttributes.builder()
                                .keys(List.of(keys.head(), keys.marker(eventId)))
                                .consistentRead(true)
                                .build());
        var items = new ArrayList<Map<String, AttributeValue>>();
        while (!wanted.isEmpty()) {
            var requested = wanted;
            var answer = dynamoDb.batchGetItem(request -> request.requestItems(requested));
            items.addAll(answer.responses().getOrDefault(table, List.of()));
            wanted = answer.unprocessedKeys();
        }
        return new Found(
                items.stream()
                        .filter(item -> item.containsKey("End"))
                        .findAny()
                        .map(HeadItem::read),
                items.stream()
                        .filter(item -> item.containsKey("Number"))
                        .findAny()
                        .map(ChangeLog::marker));
    }

    private static Marker marker(Map<String, AttributeValue> item) {
        return new Marker(item.get("Epoch").s(), number(item, "Number"), number(item, "To"));
    }

    /** Puts the marker of an event, unless it has one. */
    void mark(String eventId, Marker marker) {
        try {
            dynamoDb.putItem(
                    request ->
                            request.tableName(table)
                                    .item(markerItem(eventId, marker))
                                    .conditionExpression(ABSENT));
        } catch (ConditionalCheckFailedException e) {
            // It has one: whoever logged the event put it.
        }
    }

    private Map<String, AttributeValue> markerItem(String eventId, Marker marker) {
        var item = new HashMap<>(keys.marker(eventId));
        item.put("Version", number(HeadItem.VERSION));
        item.put("Epoch", AttributeValue.fromS(marker.epoch()));
        item.put("Number", number(marker.number()));
        item.put("To", number(marker.to()));
        item.put("ExpiresAt", number(clock.instant().plus(MARKER_LIFE).getEpochSecond()));
        return item;
    }

    /**
     * Appends records to the log, and writes who holds the lease, in one transaction.
     *
     * @param asRead the head that the records follow
     * @param lease the lease after the transaction
     */
    AppendWrite append(Head asRead, List<LogRecord> records, Optional<Lease> lease) {
        var entry = new Entry(asRead.epoch(), asRead.end() + 1, asRead.bytes(), records);
        Head head = asRead.appended(entry).with(lease);
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(
                TransactWriteItem.builder()
                        .update(HeadUpdate.append(asRead, head).in(this))
                        .build());
        var marker = new Marker(entry.epoch(), entry.from(), entry.to());
        writes.add(putIfAbsent(markerItem(records.getFirst().eventId(), marker)));
        entryItems(entry).forEach(item -> writes.add(putIfAbsent(item)));
        return transact(writes) ? new AppendWrite.Appended(head, entry) : new AppendWrite.Refused();
    }

    /**
     * Begins an epoch, whose first record is a reset that is owed to everyone.
     *
     * @param asRead the head of the epoch that ends; empty if there is none
     * @param next the new head, with 1 as its end
     */
    HeadWrite begin(Optional<Head> asRead, Head next) {
        var entry = new Entry(next.epoch(), 1, 0, List.of(LogRecord.Reset.ofEpoch()));
        var put = Put.builder().tableName(table).item(HeadItem.write(keys, next));
        asRead.ifPresentOrElse(
                old ->
                        put.conditionExpression("Epoch = :epoch")
                                .expressionAttributeValues(
                                        Map.of(":epoch", AttributeValue.fromS(old.epoch()))),
                () -> put.conditionExpression(ABSENT));
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(TransactWriteItem.builder().put(put.build()).build());
        entryItems(entry).forEach(item -> writes.add(putIfAbsent(item)));
        return transact(writes) ? new HeadWrite.Written(next) : new HeadWrite.Refused(head());
    }

    private List<Map<String, AttributeValue>> entryItems(Entry entry) {
        return EntryItems.write(keys, entry, clock.instant().plus(retention));
    }

    private TransactWriteItem putIfAbsent(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item).conditionExpression(ABSENT))
                .build();
    }

    private boolean transact(List<TransactWriteItem> writes) {
        try {
            dynamoDb.transactWriteItems(request -> request.transactItems(writes));
            return true;
        } catch (TransactionCanceledException e) {
            if (e.cancellationReasons().stream().allMatch(ChangeLog::isConflict)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isConflict(CancellationReason reason) {
        return switch (String.valueOf(reason.code())) {
            case "None", "null", "ConditionalCheckFailed", "TransactionConflict" -> true;
            default -> false;
        };
    }

    /** Writes a head in place of the one that was read, if it is still as {@code update} wants. */
    HeadWrite write(HeadUpdate update) {
        try {
            var item =
                    dynamoDb.updateItem(
                                    request ->
                                            request.tableName(table)
                                                    .key(keys.head())
                                                    .updateExpression(update.expression())
                                                    .conditionExpression(update.condition())
                                                    .expressionAttributeNames(update.names())
                                                    .expressionAttributeValues(update.values())
                                                    .returnValues(ReturnValue.ALL_NEW)
                                                    .returnValuesOnConditionCheckFailure(
                                                            ReturnValuesOnConditionCheckFailure
                                                                    .ALL_OLD))
                            .attributes();
            return new HeadWrite.Written(HeadItem.read(item));
        } catch (ConditionalCheckFailedException e) {
            return new HeadWrite.Refused(
                    e.hasItem() && !e.item().isEmpty()
                            ? Optional.of(HeadItem.read(e.item()))
                            : Optional.empty());
        }
    }

    /**
     * Returns the entries from the one that contains a number, in order, as far as one query of a
     * partition goes; none if there is no such entry.
     */
    public List<Entry> entriesFrom(String epoch, long number) {
        List<Entry> after = query(epoch, LogKeys.block(number), number);
        if (!after.isEmpty() && after.getFirst().from() == number) {
            return after;
        }
        return before(epoch, number)
                .map(from -> query(epoch, LogKeys.block(from), from))
                .filter(found -> !found.isEmpty() && found.getFirst().contains(number))
                .orElse(List.of());
    }

    /** Returns where the entry begins that contains a number, but doesn't begin with it. */
    private Optional<Long> before(String epoch, long number) {
        long block = LogKeys.block(number);
        return lastBegin(epoch, block, number)
                .or(() -> block == 0 ? Optional.empty() : lastBegin(epoch, block - 1, number));
    }

    private Optional<Long> lastBegin(String epoch, long block, long number) {
        return dynamoDb
                .query(
                        request ->
                                request.tableName(table)
                                        .consistentRead(true)
                                        .keyConditionExpression("PK = :pk AND SK < :before")
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":pk",
                                                        keys.partition(epoch, block),
                                                        ":before",
                                                        AttributeValue.fromS(LogKeys.sort(number))))
                                        .scanIndexForward(false)
                                        .limit(1))
                .items()
                .stream()
                .map(item -> number(item, "From"))
                .findAny();
    }

    private List<Entry> query(String epoch, long block, long number) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        Map<String, AttributeValue> next = Map.of();
        do {
            var start = next;
            var page =
                    dynamoDb.query(
                            request -> {
                                request.tableName(table)
                                        .consistentRead(true)
                                        .keyConditionExpression("PK = :pk AND SK >= :from")
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":pk",
                                                        keys.partition(epoch, block),
                                                        ":from",
                                                        AttributeValue.fromS(
                                                                LogKeys.sort(number))));
                                if (!start.isEmpty()) {
                                    request.exclusiveStartKey(start);
                                }
                            });
            items.addAll(page.items());
            next = page.lastEvaluatedKey();
            // A page may end between two parts of an entry.
        } while (!next.isEmpty() && EntryItems.read(epoch, items).isEmpty());
        return EntryItems.read(epoch, items);
    }
}
