package dev.tablecast.local.cloud.stream;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Works an event source mapping: one thread for each shard, a shard's children after it.
 *
 * <p>Unlike Lambda, a shard is never processed by more than one invocation at a time, whatever the
 * parallelization factor, and an idle stream is polled more often than four times a second.
 */
public final class StreamPoller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamPoller.class);
    private static final Duration SHARD_DISCOVERY = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final DynamoDbStreamsClient streams;
    private final EventSourceMapping mapping;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> started = new HashSet<>();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();

    private StreamPoller(DynamoDbStreamsClient streams, EventSourceMapping mapping) {
        this.streams = streams;
        this.mapping = mapping;
    }

    /** Starts to poll; the stream's shards are known when this returns. */
    public static StreamPoller start(DynamoDbStreamsClient streams, EventSourceMapping mapping) {
        var poller = new StreamPoller(streams, mapping);
        poller.startShards(mapping.startingPosition());
        poller.threads.submit(poller::discoverShards);
        return poller;
    }

    private void discoverShards() {
        try {
            while (true) {
                Thread.sleep(SHARD_DISCOVERY);
                // A shard that comes later holds only what was written later: all of it counts.
                startShards(EventSourceMapping.StartingPosition.TRIM_HORIZON);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (AbortedException e) {
            LOG.atDebug().log("The poller ends");
        } catch (SdkException e) {
            LOG.atError().setCause(e).log("The stream's shards can't be listed any more");
        }
    }

    private void startShards(EventSourceMapping.StartingPosition position) {
        List<Shard> shards = shards();
        Set<String> known = new HashSet<>();
        shards.forEach(shard -> known.add(shard.shardId()));
        for (Shard shard : shards) {
            String parent = shard.parentShardId();
            boolean ready = !known.contains(parent) || finished.contains(parent);
            if (ready && started.add(shard.shardId())) {
                var iterator =
                        new ShardIterator(streams, mapping.streamArn(), shard.shardId(), position);
                threads.submit(() -> read(new ShardReader(iterator, mapping), shard.shardId()));
            }
        }
    }

    private void read(ShardReader reader, String shardId) {
        try {
            reader.read(
                    new BatchProcessor(mapping, shardId, InstantSource.system(), Thread::sleep));
            finished.add(shardId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("shard", shardId).log("A shard has stopped");
        }
    }

    private List<Shard> shards() {
        StreamDescription stream =
                streams.describeStream(request -> request.streamArn(mapping.streamArn()))
                        .streamDescription();
        return stream.shards();
    }

    /** Interrupts the batches that are under way, and waits a little until they have ended. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
