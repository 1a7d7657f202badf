package dev.tablecast.functions.stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.expression.Value.Binary;
import dev.tablecast.functions.expression.Value.Bool;
import dev.tablecast.functions.expression.Value.Fields;
import dev.tablecast.functions.expression.Value.Items;
import dev.tablecast.functions.expression.Value.Null;
import dev.tablecast.functions.expression.Value.Numeric;
import dev.tablecast.functions.expression.Value.Text;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decodes stream records as Lambda delivers them. */
final class StreamRecords {
    private static final String TABLE = "aws:dynamodb";
    private static final String SCHEDULER = "aws:scheduler";
    private static final String EVENTS =
            "records with the eventSource \"aws:dynamodb\", or a single one with \"aws:scheduler\""
                    + " or \"tablecast:hand-over\"";

    private StreamRecords() {}

    /**
     * Returns the kind of an event, by its records.
     *
     * @throws InvalidRecordException if it is none of them
     */
    static TriggerEvent event(@Nullable List<DynamodbStreamRecord> records) {
        if (records == null || records.isEmpty()) {
            throw new InvalidRecordException(
                    "the event has no Records; the function takes " + EVENTS);
        }
        var first = records.getFirst();
        String firstSource = first == null ? null : first.getEventSource();
        if (records.size() == 1 && SCHEDULER.equals(firstSource)) {
            return new TriggerEvent.Schedule();
        }
        if (records.size() == 1 && HandOverEvent.SOURCE.equals(firstSource)) {
            return HandOverEvent.decode(first.getEventName(), first.getEventID());
        }
        for (int i = 0; i < records.size(); i++) {
            String source = records.get(i) == null ? null : records.get(i).getEventSource();
            if (!TABLE.equals(source)) {
                throw new InvalidRecordException(
                        "Records[%d].eventSource is %s; the function takes %s"
                                .formatted(
                                        i,
                                        source == null ? "missing" : "\"" + source + "\"",
                                        EVENTS));
            }
        }
        return new TriggerEvent.Changes();
    }

    /**
     * Returns the change of a record.
     *
     * @throws InvalidRecordException if it lacks a field, or has an event name or attribute type
     *     that DynamoDB Streams doesn't have
     */
    static Change decode(DynamodbStreamRecord streamRecord) {
        return change(present("dynamodb", streamRecord.getDynamodb()), streamRecord);
    }

    private static Change change(StreamRecord data, DynamodbStreamRecord streamRecord) {
        var keys = present("dynamodb.Keys", data.getKeys());
        if (keys.isEmpty()) {
            throw new InvalidRecordException("the stream record's dynamodb.Keys are empty");
        }
        return new Change(
                present("eventID", streamRecord.getEventID()),
                event(streamRecord.getEventName()),
                present(
                                "dynamodb.ApproximateCreationDateTime",
                                data.getApproximateCreationDateTime())
                        .toInstant(),
                image("dynamodb.Keys", keys),
                image("dynamodb.NewImage", data.getNewImage()),
                image("dynamodb.OldImage", data.getOldImage()));
    }

    private static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidRecordException("the stream record has no " + field);
        }
        return value;
    }

    private static Change.Event event(@Nullable String name) {
        return Arrays.stream(Change.Event.values())
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidRecordException(
                                        "eventName is \"%s\"; it may be one of %s"
                                                .formatted(name, List.of(Change.Event.values()))));
    }

    private static Map<String, Value> image(
            String field, @Nullable Map<String, AttributeValue> image) {
        var attributes = new LinkedHashMap<String, Value>();
        if (image != null) {
            image.forEach(
                    (name, value) -> attributes.put(name, attribute(field + "." + name, value)));
        }
        return attributes;
    }

    private static Value attribute(String field, @Nullable AttributeValue value) {
        if (value == null) {
            throw unknownType(field);
        } else if (value.getS() != null) {
            return new Text(value.getS());
        } else if (value.getN() != null) {
            return number(field, value.getN());
        } else if (value.getBOOL() != null) {
            return new Bool(value.getBOOL());
        } else if (value.getM() != null) {
            return new Fields(image(field, value.getM()));
        } else if (value.getL() != null) {
            return new Items(
                    value.getL().stream().map(item -> attribute(field + "[]", item)).toList());
        } else if (value.getNULL() != null) {
            return new Null();
        } else if (value.getB() != null) {
            return binary(value.getB());
        } else if (value.getSS() != null) {
            return new Value.Texts(members(value.getSS(), Text::new));
        } else if (value.getNS() != null) {
            return new Value.Numerics(members(value.getNS(), digits -> number(field, digits)));
        } else if (value.getBS() != null) {
            return new Value.Binaries(members(value.getBS(), StreamRecords::binary));
        }
        throw unknownType(field);
    }

    private static <T> Set<Value> members(List<T> values, Function<T, Value> decoder) {
        return values.stream().map(decoder).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Numeric number(String field, String digits) {
        try {
            return new Numeric(digits);
        } catch (NumberFormatException e) {
            throw new InvalidRecordException(field + " is an N that is no number");
        }
    }

    private static Binary binary(ByteBuffer bytes) {
        return new Binary(toArray(bytes.asReadOnlyBuffer()));
    }

    private static byte[] toArray(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static InvalidRecordException unknownType(String field) {
        return new InvalidRecordException(
                field + " has no type of S, N, B, BOOL, NULL, M, L, SS, NS, BS");
    }
}
