package dev.tablecast.local.cloud.stream;

import dev.tablecast.local.cloud.stream.EventSourceMapping.StartingPosition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The poller of a stream's event source mapping. It processes a shard before the shard's children.
 * Each shard has two threads: one reads its records, the other processes them.
 *
 * <p>Differs from Lambda: a shard has one invocation at a time, whatever the parallelization
 * factor, and an idle stream is polled more than four times a second.
 */
public final class StreamPoller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamPoller.class);
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration SHARD_DISCOVERY = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final DynamoDbStreamsClient streams;
    private volatile EventSourceMapping mapping;
    private final StreamFaults faults;
    private final Pause pause;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> started = new HashSet<>();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();

    private StreamPoller(
            DynamoDbStreamsClient streams,
            EventSourceMapping mapping,
            StreamFaults faults,
            Pause pause) {
        this.streams = streams;
        this.mapping = mapping;
        this.faults = faults;
        this.pause = pause;
    }

    /** Starts polling; returns when the stream's shards are known. */
    public static StreamPoller start(
            DynamoDbStreamsClient streams, EventSourceMapping mapping, StreamFaults faults) {
        return start(streams, mapping, faults, Thread::sleep);
    }

    static StreamPoller start(
            DynamoDbStreamsClient streams,
            EventSourceMapping mapping,
            StreamFaults faults,
            Pause pause) {
        var poller = new StreamPoller(streams, mapping, faults, pause);
        poller.startShards(mapping.startingPosition());
        poller.threads.submit(poller::discoverShards);
        return poller;
    }

    /**
     * Changes the mapping from the next batch on, like an update in place on Lambda: the poller
     * keeps its position. A batch that is being retried gets the new mapping's retries.
     *
     * @throws IllegalArgumentException if the stream or the starting position differs: Lambda would
     *     create a new mapping, with a position of its own
     */
    public void update(EventSourceMapping changed) {
        if (!changed.streamArn().equals(mapping.streamArn())
                || changed.startingPosition() != mapping.startingPosition()) {
            throw new IllegalArgumentException(
                    "a mapping of %s from %s can't become one of %s from %s"
                            .formatted(
                                    mapping.streamArn(),
                                    mapping.startingPosition(),
                                    changed.streamArn(),
                                    changed.startingPosition()));
        }
        mapping = changed;
    }

    private void discoverShards() {
        try {
            while (true) {
                pause.await(SHARD_DISCOVERY);
                startLaterShards();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts shards that appeared later, from their first record, because all of it is new. */
    private void startLaterShards() throws InterruptedException {
        try {
            startShards(StartingPosition.TRIM_HORIZON);
        } catch (SdkException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LOG.atWarn().setCause(e).log("The stream's shards can't be listed; retrying");
        }
    }

    private void startShards(StartingPosition position) {
        List<Shard> shards = shards();
        Set<String> known = new HashSet<>();
        shards.forEach(shard -> known.add(shard.shardId()));
        if (position == StartingPosition.LATEST) {
            shards.stream().filter(StreamPoller::isClosed).forEach(this::skip);
        }
        for (Shard shard : shards) {
            String id = shard.shardId();
            String parent = shard.parentShardId();
            boolean ready = !known.contains(parent) || finished.contains(parent);
            if (ready && !started.contains(id)) {
                var iterator = new ShardIterator(streams, mapping.streamArn(), id, position, CLOCK);
                started.add(id);
                threads.submit(() -> read(iterator, id));
            }
        }
    }

    private void skip(Shard shard) {
        started.add(shard.shardId());
        finished.add(shard.shardId());
    }

    /** Returns whether a shard gets no more records. */
    private static boolean isClosed(Shard shard) {
        return shard.sequenceNumberRange().endingSequenceNumber() != null;
    }

    private void read(ShardIterator iterator, String shardId) {
        try {
            var shard = new PromptShard(iterator, CLOCK, pause, faults);
            threads.submit(shard::read);
            new ShardReader(shard, () -> mapping, CLOCK, pause)
                    .read(new BatchProcessor(() -> mapping, shardId, CLOCK, pause, faults));
            finished.add(shardId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("shard", shardId)
                    .log("A shard failed; its records are no longer read");
        }
    }

    private List<Shard> shards() {
        var shards = new ArrayList<Shard>();
        @Nullable String last = null;
        do {
            StreamDescription page = page(last);
            shards.addAll(page.shards());
            last = page.lastEvaluatedShardId();
        } while (last != null);
        return shards;
    }

    private StreamDescription page(@Nullable String after) {
        return streams.describeStream(
                        request ->
                                request.streamArn(mapping.streamArn()).exclusiveStartShardId(after))
                .streamDescription();
    }

    /** Interrupts the running invocation, and starts no more. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().log("A function didn't end after an interrupt");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
