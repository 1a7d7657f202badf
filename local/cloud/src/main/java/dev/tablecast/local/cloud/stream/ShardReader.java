package dev.tablecast.local.cloud.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The reader of a shard from its starting position to its end, a batch at a time. */
final class ShardReader {
    private static final Duration IDLE = Duration.ofMillis(5);

    private final ShardRecords shard;
    private final Supplier<EventSourceMapping> mapping;
    private final InstantSource clock;
    private final Pause pause;

    /**
     * @param mapping returns the mapping for each batch
     */
    ShardReader(
            ShardRecords shard,
            Supplier<EventSourceMapping> mapping,
            InstantSource clock,
            Pause pause) {
        this.shard = shard;
        this.mapping = mapping;
        this.clock = clock;
        this.pause = pause;
    }

    /** Reads until the shard's end. */
    void read(BatchProcessor processor) throws InterruptedException {
        while (!shard.isAtEnd()) {
            List<StreamRecord> batch = nextBatch();
            if (!batch.isEmpty()) {
                processor.process(batch);
            }
        }
    }

    /** Collects a batch until it is full or its window has ended, which its first record opens. */
    private List<StreamRecord> nextBatch() throws InterruptedException {
        var batch = new ArrayList<StreamRecord>();
        Instant windowEnds = Instant.MAX;
        while (!shard.isAtEnd() && batch.size() < mapping.get().batchSize()) {
            int read = readInto(batch);
            Instant now = clock.instant();
            if (windowEnds.equals(Instant.MAX) && !batch.isEmpty()) {
                windowEnds = now.plus(mapping.get().batchingWindow());
            }
            if (!now.isBefore(windowEnds)) {
                break;
            }
            if (read == 0) {
                pause.await(IDLE);
            }
        }
        return batch;
    }

    /** Reads into a batch; returns the number of records, including those that the filter drops. */
    private int readInto(List<StreamRecord> batch) {
        List<StreamRecord> records = shard.next(mapping.get().batchSize() - batch.size());
        records.stream()
                .filter(streamRecord -> mapping.get().filter().matches(streamRecord.json()))
                .forEach(batch::add);
        return records.size();
    }
}
