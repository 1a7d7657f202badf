package dev.tablecast.local.cloud.stream;

import dev.tablecast.local.cloud.stream.EventSourceMapping.StartingPosition;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A position in a shard, which continues after the last record that was read.
 *
 * <p>An expired iterator is replaced. So is one before the shard's oldest record, by one at that
 * record. DynamoDB Local reports the latter also for an iterator that it returned while the shard
 * was empty, as soon as there is a record.
 */
final class ShardIterator implements ShardRecords {
    private static final int MOST_RECORDS = 1000;

    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final String shardId;
    private final StartingPosition start;
    private final StreamRecordEncoder encoder;
    private @Nullable String lastRead;
    private @Nullable String iterator;

    ShardIterator(
            DynamoDbStreamsClient streams,
            String streamArn,
            String shardId,
            StartingPosition start,
            InstantSource clock) {
        this.streams = streams;
        this.streamArn = streamArn;
        this.shardId = shardId;
        this.start = start;
        this.encoder = new StreamRecordEncoder(streamArn, clock);
        this.iterator = position(start);
    }

    @Override
    public boolean isAtEnd() {
        return iterator == null;
    }

    @Override
    public List<StreamRecord> next(int limit) {
        GetRecordsResponse response = read(Math.min(limit, MOST_RECORDS));
        iterator = response.nextShardIterator();
        List<StreamRecord> records = response.records().stream().map(encoder::encode).toList();
        if (!records.isEmpty()) {
            lastRead = records.getLast().sequenceNumber();
        }
        return records;
    }

    private GetRecordsResponse read(int limit) {
        try {
            return records(limit);
        } catch (ExpiredIteratorException e) {
            iterator = position(start);
        } catch (TrimmedDataAccessException e) {
            iterator = position(StartingPosition.TRIM_HORIZON);
        }
        return records(limit);
    }

    private GetRecordsResponse records(int limit) {
        return streams.getRecords(request -> request.shardIterator(iterator).limit(limit));
    }

    /** Returns an iterator after the last record that was read, or else at a given position. */
    private String position(StartingPosition otherwise) {
        if (lastRead == null) {
            return iterator(ShardIteratorType.valueOf(otherwise.name()), null);
        }
        try {
            return iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, lastRead);
        } catch (TrimmedDataAccessException e) {
            return iterator(ShardIteratorType.TRIM_HORIZON, null);
        }
    }

    private String iterator(ShardIteratorType type, @Nullable String sequenceNumber) {
        return streams.getShardIterator(
                        GetShardIteratorRequest.builder()
                                .streamArn(streamArn)
                                .shardId(shardId)
                                .shardIteratorType(type)
                                .sequenceNumber(sequenceNumber)
                                .build())
                .shardIterator();
    }
}
