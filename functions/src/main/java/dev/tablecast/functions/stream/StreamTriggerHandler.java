package dev.tablecast.functions.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.ChangeBody;
import dev.tablecast.functions.feed.Lag;
import dev.tablecast.functions.feed.RoundBroadcast;
import dev.tablecast.functions.feed.RoundMetrics;
import dev.tablecast.functions.limits.Recount;
import dev.tablecast.functions.log.Batch;
import dev.tablecast.functions.log.Budget;
import dev.tablecast.functions.log.Feed;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.metrics.EmfLine;
import dev.tablecast.functions.snapstart.SnapStart;
import dev.tablecast.functions.sweep.Sweep;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends a batch of stream records to the feed's log, and broadcasts what is in the log and unsent
 * if nobody else does.
 *
 * <p>The records that aren't in the log are reported by the sequence number of the first, so that
 * Lambda retries from there. A batch whose broadcast failed fails as a whole: its retry finds it
 * logged, and goes on broadcasting. A record that can't be decoded becomes a reset: everyone starts
 * over.
 *
 * <p>The schedule invokes the function to sweep, and an invocation that hands the lease on invokes
 * the next one. The function's log has {@link RoundMetrics} of each broadcast, {@code Appended}
 * (records) of each batch, and {@link Lag} whenever it sweeps.
 *
 * @see TriggerSettings
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring
 *     partial batch response with DynamoDB and Lambda</a>
 */
public final class StreamTriggerHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(StreamTriggerHandler.class);

    private final FeedFunction function;
    private final Sweep sweep;
    private final InstantSource clock;

    public StreamTriggerHandler() {
        this(System.getenv());
        SnapStart.beforeSnapshot(System.getenv(), BroadcastRehearsal::new);
    }

    public StreamTriggerHandler(Map<String, String> environment) {
        this(TriggerParts.from(environment));
    }

    private StreamTriggerHandler(TriggerParts parts) {
        this(parts.function(), parts.recount(), InstantSource.system());
    }

    StreamTriggerHandler(FeedFunction function, Recount recount, InstantSource clock) {
        this.function = function;
        this.sweep =
                new Sweep(
                        function.parts().workflow(),
                        RoundBroadcast.nothing(function.parts().name()),
                        recount);
        this.clock = clock;
    }

    /**
     * @throws dev.tablecast.functions.log.BroadcastFailedException if a broadcast failed
     * @throws dev.tablecast.functions.sweep.SweepFailedException if a sweep failed
     * @throws InvalidRecordException if the event is none that the function takes
     */
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        Feed feed =
                function.feed(
                        context.getInvokedFunctionArn(),
                        RoundMetrics.to(
                                context.getLogger()::log, context.getFunctionName(), clock));
        return switch (StreamRecords.event(event.getRecords())) {
            case TriggerEvent.Schedule ignored -> {
                context.getLogger().log(Lag.of(function.parts().log()).metrics(line(context)));
                feed.sweep(function.newOwner(), budget(context));
                sweep.run(() -> line(context), context.getLogger()::log);
                yield new StreamsEventResponse(List.of());
            }
            case TriggerEvent.HandOver handOver -> {
                feed.takeOver(handOver.from(), handOver.to(), budget(context));
                yield new StreamsEventResponse(List.of());
            }
            case TriggerEvent.Changes ignored -> accept(feed, event.getRecords(), context);
        };
    }

    private EmfLine line(Context context) {
        return new EmfLine(context.getFunctionName(), clock.instant());
    }

    private Budget budget(Context context) {
        return function.budget(Duration.ofMillis(context.getRemainingTimeInMillis()));
    }

    private StreamsEventResponse accept(
            Feed feed, List<DynamodbStreamRecord> records, Context context) {
        var batch =
                new Batch(
                        InvokedFunction.alias(context.getInvokedFunctionArn()),
                        records.stream().map(this::logRecord).toList());
        Feed.Acceptance acceptance = feed.accept(batch, budget(context));
        int appended =
                acceptance instanceof Feed.Acceptance.FailedAt failedAt
                        ? failedAt.index()
                        : records.size();
        context.getLogger().log(line(context).count("Appended", appended).text());
        return switch (acceptance) {
            case Feed.Acceptance.Complete ignored -> new StreamsEventResponse(List.of());
            case Feed.Acceptance.FailedAt failedAt -> retryFrom(records, failedAt);
        };
    }

    private LogRecord logRecord(DynamodbStreamRecord streamRecord) {
        try {
            Change change = StreamRecords.decode(streamRecord);
            return new LogRecord.Change(
                    change.id(), ChangeBody.write(function.format().stored(change)));
        } catch (InvalidRecordException e) {
            LOG.atWarn()
                    .addKeyValue("eventId", streamRecord.getEventID())
                    .addKeyValue("reason", e.getMessage())
                    .log("A stream record can't be decoded; everyone starts over");
            String id = streamRecord.getEventID();
            return new LogRecord.Reset(
                    id == null || id.isEmpty() ? function.newOwner() : id, LogRecord.Reason.RECORD);
        }
    }

    private static StreamsEventResponse retryFrom(
            List<DynamodbStreamRecord> records, Feed.Acceptance.FailedAt failedAt) {
        var data = records.get(failedAt.index()).getDynamodb();
        String sequenceNumber = data == null ? null : data.getSequenceNumber();
        if (sequenceNumber == null || sequenceNumber.isEmpty()) {
            throw failedAt.failure();
        }
        LOG.atWarn()
                .setCause(failedAt.failure())
                .addKeyValue("retryFrom", sequenceNumber)
                .log("A batch was appended in part");
        return new StreamsEventResponse(List.of(new BatchItemFailure(sequenceNumber)));
    }
}
