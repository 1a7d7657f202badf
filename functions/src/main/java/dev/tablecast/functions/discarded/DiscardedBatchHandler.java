package dev.tablecast.functions.discarded;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tablecast.functions.feed.FeedParts;
import dev.tablecast.functions.feed.RoundMetrics;
import dev.tablecast.functions.log.BroadcastFailedException;
import dev.tablecast.functions.metrics.EmfLine;
import dev.tablecast.functions.snapstart.SnapStart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a new epoch of the feed when Lambda has given up a batch of stream records: its changes
 * are in no log, so all clients must start over.
 *
 * <p>A message that comes again after an epoch has begun only has its reset broadcast.
 *
 * <p>It consumes the queue to which Lambda sends what it discards. If the reset can't be broadcast,
 * the messages stay in the queue and are tried again; so does the sweep. The function's log says
 * which records of which shard it was, and has the metrics {@code DiscardedBatches}, {@code
 * DiscardedRecords} and {@link RoundMetrics}.
 *
 * @see DiscardedBatchParts
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retaining
 *     discarded batches</a>
 */
public final class DiscardedBatchHandler implements RequestHandler<SQSEvent, @Nullable Void> {
    private final FeedParts feed;
    private final InstantSource clock;
    private final Logger log;

    public DiscardedBatchHandler() {
        this(System.getenv());
        SnapStart.beforeSnapshot(System.getenv(), DiscardedBatchRehearsal::new);
    }

    public DiscardedBatchHandler(Map<String, String> environment) {
        this(environment, LoggerFactory.getLogger(DiscardedBatchHandler.class));
    }

    DiscardedBatchHandler(Map<String, String> environment, Logger log) {
        this(DiscardedBatchParts.from(environment), InstantSource.system(), log);
    }

    DiscardedBatchHandler(FeedParts feed, InstantSource clock, Logger log) {
        this.feed = feed;
        this.clock = clock;
        this.log = log;
    }

    /**
     * @throws BroadcastFailedException if the reset did not reach everyone; the messages stay in
     *     the queue
     */
    @Override
    public @Nullable Void handleRequest(SQSEvent event, Context context) {
        List<DiscardedBatch> batches =
                event.getRecords().stream()
                        .map(SQSMessage::getBody)
                        .map(DiscardedBatch::read)
                        .toList();
        batches.forEach(this::log);
        context.getLogger().log(metrics(context, batches));
        var remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
        feed.feed(
                        (from, to) -> {
                            throw new BroadcastFailedException(
                                    "no time is left for another round; the sweep goes on");
                        },
                        RoundMetrics.to(context.getLogger()::log, context.getFunctionName(), clock))
                .startOver(newest(event), owner(event), feed.budget(remaining, remaining));
        return null;
    }

    /** Returns the same name for the same messages, so that a retry has its predecessor's lease. */
    private static String owner(SQSEvent event) {
        return "discarded-" + event.getRecords().getFirst().getMessageId();
    }

    /** Returns when the last of the batches was given up. */
    private static Instant newest(SQSEvent event) {
        return Instant.ofEpochMilli(
                event.getRecords().stream()
                        .mapToLong(
                                message ->
                                        Long.parseLong(
                                                message.getAttributes().get("SentTimestamp")))
                        .max()
                        .orElseThrow());
    }

    private void log(DiscardedBatch batch) {
        log.atWarn()
                .addKeyValue("shard", batch.shardId())
                .addKeyValue("from", batch.startSequenceNumber())
                .addKeyValue("to", batch.endSequenceNumber())
                .addKeyValue("records", batch.records())
                .addKeyValue("condition", batch.condition())
                .log("A batch was given up; everyone starts over");
    }

    private String metrics(Context context, List<DiscardedBatch> batches) {
        return new EmfLine(context.getFunctionName(), clock.instant())
                .count("DiscardedBatches", batches.size())
                .count("DiscardedRecords", batches.stream().mapToInt(DiscardedBatch::records).sum())
                .text();
    }
}
