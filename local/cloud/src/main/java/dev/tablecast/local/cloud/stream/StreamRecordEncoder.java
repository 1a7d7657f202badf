package dev.tablecast.local.cloud.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * An encoder of records in the format of Lambda's events.
 *
 * <p>DynamoDB reports the second of a record, but DynamoDB Local only the minute, with which a new
 * record could seem too old. The encoder uses the present second, or the last of that minute.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Example Amazon DynamoDB
 *     Streams event</a>
 */
record StreamRecordEncoder(String streamArn, InstantSource clock) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    StreamRecord encode(Record source) {
        ObjectNode json = JSON.objectNode();
        if (source.userIdentity() != null) {
            json.putObject("userIdentity")
                    .put("principalId", source.userIdentity().principalId())
                    .put("type", source.userIdentity().type());
        }
        json.put("eventID", source.eventID())
                .put("eventName", source.eventNameAsString())
                .put("eventVersion", source.eventVersion())
                .put("eventSource", source.eventSource())
                .put("awsRegion", source.awsRegion());
        Instant createdAt = createdAt(source.dynamodb().approximateCreationDateTime());
        json.set("dynamodb", data(source.dynamodb(), createdAt));
        json.put("eventSourceARN", streamArn);
        return new StreamRecord(source.dynamodb().sequenceNumber(), createdAt, json);
    }

    private Instant createdAt(Instant approximate) {
        if (!approximate.equals(approximate.truncatedTo(ChronoUnit.MINUTES))) {
            return approximate;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant latest = approximate.plusSeconds(59);
        return now.isAfter(latest) || now.isBefore(approximate) ? latest : now;
    }

    private static ObjectNode data(
            software.amazon.awssdk.services.dynamodb.model.StreamRecord source, Instant createdAt) {
        ObjectNode data = JSON.objectNode();
        data.put("ApproximateCreationDateTime", createdAt.getEpochSecond());
        data.set("Keys", item(source.keys()));
        if (source.hasNewImage()) {
            data.set("NewImage", item(source.newImage()));
        }
        if (source.hasOldImage()) {
            data.set("OldImage", item(source.oldImage()));
        }
        return data.put("SequenceNumber", source.sequenceNumber())
                .put("SizeBytes", source.sizeBytes())
                .put("StreamViewType", source.streamViewTypeAsString());
    }

    private static ObjectNode item(Map<String, AttributeValue> attributes) {
        ObjectNode item = JSON.objectNode();
        attributes.forEach((name, value) -> item.set(name, attribute(value)));
        return item;
    }

    private static ObjectNode attribute(AttributeValue value) {
        ObjectNode json = JSON.objectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case B -> json.put("B", base64(value.b()));
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", value.nul());
            case M -> json.set("M", item(value.m()));
            case L -> {
                ArrayNode items = json.putArray("L");
                value.l().forEach(item -> items.add(attribute(item)));
            }
            case SS -> texts(json.putArray("SS"), value.ss());
            case NS -> texts(json.putArray("NS"), value.ns());
            case BS ->
                    texts(
                            json.putArray("BS"),
                            value.bs().stream().map(StreamRecordEncoder::base64).toList());
            // The streams of DynamoDB Local have {} for an empty map, in place of {"M":{}}.
            case UNKNOWN_TO_SDK_VERSION -> json.putObject("M");
        }
        return json;
    }

    private static void texts(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }
}
