package dev.tablecast.local.cloud.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads a shard from its starting position to its end, a batch at a time. */
final class ShardReader {
    private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);
    private static final Duration IDLE = Duration.ofMillis(20);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    private final ShardIterator iterator;
    private final EventSourceMapping mapping;

    ShardReader(ShardIterator iterator, EventSourceMapping mapping) {
        this.iterator = iterator;
        this.mapping = mapping;
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

    /** Gathers a batch until it is full, or its window has ended and something is in it. */
    private List<StreamRecord> nextBatch() throws InterruptedException {
        var batch = new ArrayList<StreamRecord>();
        long started = System.nanoTime();
        while (!iterator.isAtEnd() && batch.size() < mapping.batchSize()) {
            int read = readInto(batch);
            boolean windowHasEnded =
                    System.nanoTime() - started >= mapping.batchingWindow().toNanos();
            if (windowHasEnded && !batch.isEmpty()) {
                break;
            }
            if (read == 0) {
                Thread.sleep(IDLE);
            }
        }
        return batch;
    }

    /** Returns how many records there were, those that the filter holds back included. */
    private int readInto(List<StreamRecord> batch) throws InterruptedException {
        try {
            List<StreamRecord> records = iterator.next(mapping.batchSize() - batch.size());
            records.stream()
                    .filter(streamRecord -> mapping.filter().matches(streamRecord.json()))
                    .forEach(batch::add);
            return records.size();
        } catch (AbortedException e) {
            throw interrupted(e);
        } catch (SdkException e) {
            LOG.atWarn().setCause(e).log("The stream can't be read; it is tried again");
            Thread.sleep(AFTER_FAILURE);
            return 0;
        }
    }

    /** The SDK's own word for an interrupt is an exception of its own. */
    private static InterruptedException interrupted(AbortedException cause) {
        var interrupted = new InterruptedException("the poller ends");
        interrupted.initCause(cause);
        return interrupted;
    }
}
