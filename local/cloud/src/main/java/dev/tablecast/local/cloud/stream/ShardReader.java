package dev.tablecast.local.cloud.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads a shard from its starting position to its end, a batch at a time. */
final class ShardReader {
    private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);
    private static final Duration IDLE = Duration.ofMillis(20);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
    private static final int MOST_RECORDS = 1000;

    private final DynamoDbStreamsClient streams;
    private final EventSourceMapping mapping;
    private final StreamRecordEncoder encoder;
    private @Nullable String iterator;

    ShardReader(
            DynamoDbStreamsClient streams,
            EventSourceMapping mapping,
            String shardId,
            EventSourceMapping.StartingPosition position) {
        this.streams = streams;
        this.mapping = mapping;
        this.encoder = new StreamRecordEncoder(mapping.streamArn());
        this.iterator =
                streams.getShardIterator(
                                request ->
                                        request.streamArn(mapping.streamArn())
                                                .shardId(shardId)
                                                .shardIteratorType(
                                                        ShardIteratorType.valueOf(position.name())))
                        .shardIterator();
    }

    /** Returns at the shard's end. */
    void read(BatchProcessor processor) throws InterruptedException {
        while (iterator != null) {
            List<StreamRecord> batch = nextBatch();
            if (!batch.isEmpty()) {
                processor.process(batch);
            }
        }
    }

    /** Gathers a batch until it is full, its window has ended, or, without one, nothing comes. */
    private List<StreamRecord> nextBatch() throws InterruptedException {
        var batch = new ArrayList<StreamRecord>();
        long started = System.nanoTime();
        while (iterator != null && batch.size() < mapping.batchSize()) {
            int read = readInto(batch);
            boolean windowHasEnded =
                    System.nanoTime() - started >= mapping.batchingWindow().toNanos();
            if (read == 0) {
                if (!batch.isEmpty() && windowHasEnded) {
                    break;
                }
                Thread.sleep(IDLE);
            } else if (windowHasEnded && !batch.isEmpty()) {
                break;
            }
        }
        return batch;
    }

    /** Returns how many records there were, those that the filter holds back included. */
    private int readInto(List<StreamRecord> batch) throws InterruptedException {
        int room = Math.min(MOST_RECORDS, mapping.batchSize() - batch.size());
        try {
            GetRecordsResponse response =
                    streams.getRecords(request -> request.shardIterator(iterator).limit(room));
            iterator = response.nextShardIterator();
            response.records().stream()
                    .map(encoder::encode)
                    .filter(streamRecord -> mapping.filter().matches(streamRecord.json()))
                    .forEach(batch::add);
            return response.records().size();
        } catch (SdkException e) {
            LOG.atWarn().setCause(e).log("The stream can't be read; it is tried again");
            Thread.sleep(AFTER_FAILURE);
            return 0;
        }
    }
}
