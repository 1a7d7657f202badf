package dev.tablecast.local.cloud.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A shard whose records are read as soon as they are written, and returned after a lag.
 *
 * <p>DynamoDB Local reports only the minute of a record. This class takes the time of reading for
 * the time of writing, which differ by some hundredths of a second, however slow the function is.
 */
final class PromptShard implements ShardRecords {
    private static final Logger LOG = LoggerFactory.getLogger(PromptShard.class);
    private static final Duration IDLE = Duration.ofMillis(20);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    /** The largest number of records that are read and not yet returned. */
    private static final int MOST_WAITING = 20_000;

    private static final int MOST_AT_ONCE = 1_000;

    private final ShardRecords shard;
    private final InstantSource clock;
    private final Pause pause;
    private final StreamFaults faults;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean hasEnded;
    private @Nullable RuntimeException failure;

    PromptShard(ShardRecords shard, InstantSource clock, Pause pause, StreamFaults faults) {
        this.shard = shard;
        this.clock = clock;
        this.pause = pause;
        this.faults = faults;
    }

    private record Waiting(StreamRecord next, Instant readAt) {}

    /** Reads the shard to its end. */
    void read() {
        try {
            while (!shard.isAtEnd()) {
                if (isFull() || readOnce() == 0) {
                    pause.await(IDLE);
                }
            }
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private int readOnce() throws InterruptedException {
        try {
            List<StreamRecord> records = shard.next(MOST_AT_ONCE);
            add(records);
            return records.size();
        } catch (SdkException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LOG.atWarn().setCause(e).log("The stream can't be read; retrying");
            pause.await(AFTER_FAILURE);
            return 0;
        }
    }

    private synchronized boolean isFull() {
        return waiting.size() >= MOST_WAITING;
    }

    private synchronized void add(List<StreamRecord> records) {
        Instant now = clock.instant();
        records.forEach(next -> waiting.add(new Waiting(next, now)));
    }

    private synchronized void end() {
        hasEnded = true;
    }

    private synchronized void fail(RuntimeException e) {
        failure = e;
    }

    @Override
    public synchronized boolean isAtEnd() {
        return hasEnded && waiting.isEmpty();
    }

    @Override
    public synchronized List<StreamRecord> next(int limit) {
        if (failure != null) {
            throw failure;
        }
        Instant latest = clock.instant().minus(faults.lag());
        var records = new ArrayList<StreamRecord>();
        while (records.size() < limit && isDue(waiting.peek(), latest)) {
            records.add(waiting.remove().next());
        }
        return records;
    }

    private static boolean isDue(@Nullable Waiting first, Instant latest) {
        return first != null && !first.readAt().isAfter(latest);
    }
}
