package dev.tablecast.local.cloud.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads a shard from its starting position to its end, a batch at a time. */
final class ShardReader {
    private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);
    private static final Duration IDLE = Duration.ofMillis(20);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    private final ShardIterator iterator;
    private final Supplier<EventSourceMapping> mapping;
    private final InstantSource clock;
    private final Pause pause;

    /**
     * @param mapping as it is when a batch is read
     */
    ShardReader(
            ShardIterator iterator,
            Supplier<EventSourceMapping> mapping,
            InstantSource clock,
            Pause pause) {
        this.iterator = iterator;
        this.mapping = mapping;
        this.clock = clock;
        this.pause = pause;
    }

    /** Returns at the shard's end. */
    void read(BatchProcessor processor) throws InterruptedException {
        while (!iterator.isAtEnd()) {
            List<StreamRecord> batch = nextBatch();
            if (!batch.isEmpty()) {
                processor.process(batch);
            }
        }
    }

    /** Gathers a batch until it is full, or its window, which its first record opens, has ended. */
    private List<StreamRecord> nextBatch() throws InterruptedException {
        var batch = new ArrayList<StreamRecord>();
        Instant windowEnds = Instant.MAX;
        while (!iterator.isAtEnd() && batch.size() < mapping.get().batchSize()) {
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

    /** Returns how many records there were, those that the filter holds back included. */
    private int readInto(List<StreamRecord> batch) throws InterruptedException {
        try {
            List<StreamRecord> records = iterator.next(mapping.get().batchSize() - batch.size());
            records.stream()
                    .filter(streamRecord -> mapping.get().filter().matches(streamRecord.json()))
                    .forEach(batch::add);
            return records.size();
        } catch (SdkException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LOG.atWarn().setCause(e).log("The stream can't be read; it is tried again");
            pause.await(AFTER_FAILURE);
            return 0;
        }
    }
}
