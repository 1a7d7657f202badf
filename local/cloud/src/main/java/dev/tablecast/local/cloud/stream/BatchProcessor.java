package dev.tablecast.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processor of a shard's batches. It invokes the function until every record was processed or
 * discarded, in order, with the mapping's options.
 *
 * <ul>
 *   <li>If the function reports the record to retry from, the records before it are done, and the
 *       rest is a new batch.
 *   <li>A failed batch is halved first if the mapping bisects; that doesn't count as a retry.
 *   <li>The delay doubles with every retry.
 *   <li>Records that are too old are discarded before they reach the function.
 *   <li>A throttled batch is retried until it is too old; that doesn't count as a retry.
 * </ul>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retain
 *     discarded records for a DynamoDB event source: before and during invocation</a>
 */
final class BatchProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(BatchProcessor.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final int LARGEST_WAIT_SHIFT = 6;

    private final Supplier<EventSourceMapping> mappings;
    private final String shardId;
    private final InstantSource clock;
    private final Pause pause;
    private final StreamFaults faults;

    /**
     * @param mappings returns the mapping at each attempt
     */
    BatchProcessor(
            Supplier<EventSourceMapping> mappings,
            String shardId,
            InstantSource clock,
            Pause pause,
            StreamFaults faults) {
        this.mappings = mappings;
        this.shardId = shardId;
        this.clock = clock;
        this.pause = pause;
        this.faults = faults;
    }

    /**
     * Processes records until each was processed or discarded.
     *
     * @throws InterruptedException if the poller ends; batches that fail then aren't discarded
     */
    void process(List<StreamRecord> records) throws InterruptedException {
        deliver(records);
        if (faults.redelivers(json(records))) {
            deliver(records);
        }
    }

    private void deliver(List<StreamRecord> records) throws InterruptedException {
        var pending = new ArrayDeque<Batch>();
        pending.push(new Batch(records, 0));
        int throttled = 0;
        while (!pending.isEmpty()) {
            Batch batch = pending.pop();
            EventSourceMapping mapping = mappings.get();
            int tooOld = countTooOld(batch, mapping.retries());
            if (tooOld > 0) {
                discard(
                        mapping,
                        batch.upTo(tooOld),
                        DiscardedBatch.Condition.RecordAgeExceeded,
                        false);
                if (tooOld < batch.records().size()) {
                    pending.push(batch.from(tooOld));
                }
                continue;
            }
            var result = mapping.function().invoke(batch.event());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            switch (BatchOutcome.of(batch, result, mapping.reportsBatchItemFailures())) {
                case BatchOutcome.NotInvoked ignored -> {
                    waitBefore(++throttled);
                    pending.push(batch);
                    continue;
                }
                case BatchOutcome.Processed ignored -> {}
                case BatchOutcome.ProcessedUpTo upTo -> pending.push(batch.from(upTo.index()));
                case BatchOutcome.Failed failed -> retry(mapping, batch, failed, pending);
            }
            throttled = 0;
        }
    }

    private void retry(
            EventSourceMapping mapping,
            Batch batch,
            BatchOutcome.Failed failure,
            Deque<Batch> pending)
            throws InterruptedException {
        if (mapping.retries().bisect() && batch.canBeHalved()) {
            pending.push(batch.secondHalf());
            pending.push(batch.firstHalf());
            return;
        }
        Batch failed = batch.failedOnceMore();
        if (mapping.retries().allows(failed.attempts())) {
            waitBefore(failed.attempts());
            pending.push(failed);
        } else {
            discard(
                    mapping,
                    failed,
                    DiscardedBatch.Condition.RetryAttemptsExhausted,
                    failure.functionError());
        }
    }

    private static List<JsonNode> json(List<StreamRecord> records) {
        return records.stream().<JsonNode>map(StreamRecord::json).toList();
    }

    private void waitBefore(int retry) throws InterruptedException {
        pause.await(FIRST_WAIT.multipliedBy(1L << Math.min(retry - 1, LARGEST_WAIT_SHIFT)));
    }

    /** Counts the records that are too old; they come first, because records are ordered by age. */
    private int countTooOld(Batch batch, EventSourceMapping.Retries retries) {
        if (faults.expires(json(batch.records()))) {
            return batch.records().size();
        }
        Instant now = clock.instant();
        return (int)
                batch.records().stream()
                        .map(streamRecord -> Duration.between(streamRecord.createdAt(), now))
                        .takeWhile(retries::isTooOld)
                        .count();
    }

    private void discard(
            EventSourceMapping mapping,
            Batch batch,
            DiscardedBatch.Condition condition,
            boolean functionError) {
        LOG.atWarn()
                .addKeyValue("shard", shardId)
                .addKeyValue("from", batch.records().getFirst().sequenceNumber())
                .addKeyValue("records", batch.records().size())
                .addKeyValue("condition", condition)
                .log("A batch was discarded");
        Instant now = clock.instant();
        var discarded =
                new DiscardedBatch(
                        mapping.functionArn(),
                        mapping.streamArn(),
                        shardId,
                        condition,
                        functionError,
                        batch);
        mapping.onFailure().ifPresent(queue -> queue.send(discarded.toJson(now), now));
    }
}
