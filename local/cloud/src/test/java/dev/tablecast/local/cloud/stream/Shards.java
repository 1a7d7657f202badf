package dev.tablecast.local.cloud.stream;

import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.queue.Queue;
import dev.tablecast.local.cloud.stream.EventSourceMapping.Retries;
import dev.tablecast.local.cloud.stream.EventSourceMapping.StartingPosition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Records of shards, and mappings that read them. */
final class Shards {
    static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");
    static final String STREAM_ARN =
            "arn:aws:dynamodb:us-east-1:000000000000:table/Items/stream/2026-01-02T03:04:05.000";
    static final String FUNCTION_ARN = "arn:aws:lambda:us-east-1:000000000000:function:trigger";
    static final Duration ANY_AGE = Duration.ofSeconds(-1);
    static final Retries WITHOUT_END = new Retries(-1, ANY_AGE, false);

    private Shards() {}

    static Record source(String sequenceNumber, Instant createdAt) {
        return Record.builder()
                .eventID("event-" + sequenceNumber)
                .eventName(OperationType.INSERT)
                .eventVersion("1.1")
                .eventSource("aws:dynamodb")
                .awsRegion("us-east-1")
                .dynamodb(
                        data ->
                                data.approximateCreationDateTime(createdAt)
                                        .keys(Map.of("id", AttributeValue.fromS(sequenceNumber)))
                                        .sequenceNumber(sequenceNumber)
                                        .sizeBytes(26L)
                                        .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .build();
    }

    static Record source(String sequenceNumber) {
        return source(sequenceNumber, CREATED);
    }

    static StreamRecord record(String sequenceNumber, Instant createdAt) {
        return new StreamRecordEncoder(STREAM_ARN, InstantSource.fixed(createdAt))
                .encode(source(sequenceNumber, createdAt));
    }

    static List<StreamRecord> records(String... sequenceNumbers) {
        return Stream.of(sequenceNumbers).map(number -> record(number, CREATED)).toList();
    }

    /** Records whose sequence numbers are 1, 2 and so on. */
    static List<StreamRecord> upTo(int last) {
        return records(numbers(1, last).toArray(String[]::new));
    }

    static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }

    static EventSourceMapping mapping(LambdaFunction function, Retries retries, Queue onFailure) {
        return new EventSourceMapping(
                STREAM_ARN,
                FUNCTION_ARN,
                function,
                StartingPosition.TRIM_HORIZON,
                100,
                Duration.ZERO,
                retries,
                true,
                new FilterCriteria(List.of()),
                Optional.of(onFailure));
    }

    static EventSourceMapping mapping(
            LambdaFunction function,
            StartingPosition start,
            int batchSize,
            Duration window,
            String... patterns) {
        return new EventSourceMapping(
                STREAM_ARN,
                FUNCTION_ARN,
                function,
                start,
                batchSize,
                window,
                WITHOUT_END,
                true,
                new FilterCriteria(List.of(patterns)),
                Optional.empty());
    }
}
